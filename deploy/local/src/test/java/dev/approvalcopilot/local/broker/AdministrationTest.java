package dev.approvalcopilot.local.broker;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.approvalcopilot.contracts.event.Topic;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.FeatureUpdate;
import org.apache.kafka.clients.admin.NewPartitionReassignment;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UpdateFeaturesOptions;
import org.apache.kafka.clients.admin.UserScramCredentialDeletion;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.ElectionType;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.quota.ClientQuotaAlteration;
import org.apache.kafka.common.quota.ClientQuotaEntity;
import org.apache.kafka.common.quota.ClientQuotaFilter;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What only an administrator of the broker may do: every principal tries each call, at a topic that it may use. */
@Tag("stack")
class AdministrationTest {
    private static final Topic TOPIC = Topic.ACTIONS_EXECUTED;
    private static final TopicPartition PARTITION = new TopicPartition(TOPIC.topicName(), 0);
    private static final ConfigResource TOPIC_CONFIG = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC.topicName());
    private static final ConfigResource BROKER_CONFIG =
            new ConfigResource(ConfigResource.Type.BROKER, Integer.toString(BrokerConfig.NODE_ID));

    @TempDir
    static Path folder;

    static BrokerSettings settings;
    static LocalKafka broker;

    private enum Call {
        CREATE_TOPIC {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.createTopics(List.of(new NewTopic("own." + user, 1, (short) 1)))
                        .all();
            }
        },
        DELETE_TOPIC {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.deleteTopics(List.of(TOPIC.topicName())).all();
            }
        },
        ADD_PARTITIONS {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.createPartitions(Map.of(TOPIC.topicName(), NewPartitions.increaseTo(12)))
                        .all();
            }
        },
        DELETE_RECORDS {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.deleteRecords(Map.of(PARTITION, RecordsToDelete.beforeOffset(1)))
                        .all();
            }
        },
        READ_TOPIC_CONFIG {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.describeConfigs(List.of(TOPIC_CONFIG)).all();
            }
        },
        ALTER_TOPIC_CONFIG {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return alter(admin, TOPIC_CONFIG, "retention.ms", "1");
            }
        },
        READ_BROKER_CONFIG {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.describeConfigs(List.of(BROKER_CONFIG)).all();
            }
        },
        ALTER_BROKER_CONFIG {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return alter(admin, BROKER_CONFIG, "log.retention.ms", "1");
            }
        },
        READ_RULES {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.describeAcls(AclBindingFilter.ANY).values();
            }
        },
        CREATE_RULE {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.createAcls(List.of(everythingFor(user))).all();
            }
        },
        DELETE_RULES {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.deleteAcls(List.of(AclBindingFilter.ANY)).all();
            }
        },
        READ_PASSWORD_NAMES {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.describeUserScramCredentials().all();
            }
        },
        SET_A_PASSWORD {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                var strength = new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);
                return admin.alterUserScramCredentials(
                                List.of(new UserScramCredentialUpsertion("gateway", strength, "known")))
                        .all();
            }
        },
        DELETE_A_PASSWORD {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.alterUserScramCredentials(
                                List.of(new UserScramCredentialDeletion("audit", ScramMechanism.SCRAM_SHA_512)))
                        .all();
            }
        },
        READ_QUOTAS {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.describeClientQuotas(ClientQuotaFilter.all()).entities();
            }
        },
        SET_A_QUOTA {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                var audit = new ClientQuotaEntity(Map.of(ClientQuotaEntity.USER, "audit"));
                var slow = new ClientQuotaAlteration.Op("consumer_byte_rate", 1.0);
                return admin.alterClientQuotas(List.of(new ClientQuotaAlteration(audit, List.of(slow))))
                        .all();
            }
        },
        READ_LOG_FOLDERS {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.describeLogDirs(List.of(BrokerConfig.NODE_ID)).allDescriptions();
            }
        },
        MOVE_PARTITIONS {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                var here = Optional.of(new NewPartitionReassignment(List.of(BrokerConfig.NODE_ID)));
                return admin.alterPartitionReassignments(Map.of(PARTITION, here))
                        .all();
            }
        },
        READ_MOVES {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.listPartitionReassignments().reassignments();
            }
        },
        ELECT_A_LEADER {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.electLeaders(ElectionType.PREFERRED, Set.of(PARTITION))
                        .all();
            }
        },
        READ_QUORUM {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.describeMetadataQuorum().quorumInfo();
            }
        },
        LOWER_A_FEATURE {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                var off = new FeatureUpdate((short) 0, FeatureUpdate.UpgradeType.UNSAFE_DOWNGRADE);
                return admin.updateFeatures(Map.of("transaction.version", off), new UpdateFeaturesOptions())
                        .all();
            }
        },
        REMOVE_A_BROKER {
            @Override
            KafkaFuture<?> by(String user, Admin admin) {
                return admin.unregisterBroker(BrokerConfig.NODE_ID).all();
            }
        };

        abstract KafkaFuture<?> by(String user, Admin admin);

        private static KafkaFuture<?> alter(Admin admin, ConfigResource what, String key, String value) {
            var change = new AlterConfigOp(new ConfigEntry(key, value), AlterConfigOp.OpType.SET);
            return admin.incrementalAlterConfigs(Map.of(what, List.of(change))).all();
        }

        private static AclBinding everythingFor(String user) {
            return new AclBinding(
                    new ResourcePattern(ResourceType.TOPIC, "*", PatternType.LITERAL),
                    new AccessControlEntry("User:" + user, "*", AclOperation.ALL, AclPermissionType.ALLOW));
        }
    }

    @BeforeAll
    static void start() throws Exception {
        settings = TestBroker.settings(folder);
        broker = LocalKafka.start(settings);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static Stream<Arguments> everybodyAtEverything() {
        return TestBroker.principals().stream()
                .flatMap(user -> Stream.of(Call.values()).map(call -> Arguments.of(user, call)));
    }

    static Stream<String> principals() {
        return TestBroker.principals().stream();
    }

    @ParameterizedTest
    @MethodSource("everybodyAtEverything")
    void isRefused(String user, Call call) {
        try (var admin = Admin.create(TestBroker.client(settings, user))) {
            assertThatThrownBy(() -> call.by(user, admin).get()).hasCauseInstanceOf(AuthorizationException.class);
        }
    }

    /** A transactional id of another could fence its producer off. */
    @ParameterizedTest
    @MethodSource("principals")
    void transactionsAreNobodys(String user) {
        var properties = TestBroker.client(settings, user);
        properties.put("transactional.id", "copilot");
        try (var producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer())) {
            assertThatThrownBy(producer::initTransactions).isInstanceOf(TransactionalIdAuthorizationException.class);
        }
    }
}
