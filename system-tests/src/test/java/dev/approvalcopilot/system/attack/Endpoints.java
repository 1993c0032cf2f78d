package dev.approvalcopilot.system.attack;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.system.testing.Repository;
import java.io.IOException;
import java.lang.classfile.Annotation;
import java.lang.classfile.AnnotationValue;
import java.lang.classfile.AttributedElement;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.constantpool.ClassEntry;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Every HTTP method of every service, read from its classes: also those that no OpenAPI document names. */
final class Endpoints {
    private static final String JAKARTA = "Ljakarta/ws/rs/%s;";
    private static final String MANAGEMENT = "io/quarkus/vertx/http/ManagementInterface";
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "DELETE", "PATCH", "HEAD", "OPTIONS");

    private Endpoints() {}

    /** As {@code approval GET /api/actions/{id}}. */
    static Set<String> all() throws IOException {
        var found = new TreeSet<String>();
        for (var service : Service.values()) {
            var classes =
                    Repository.root().resolve(Installation.module(service)).resolve("target/classes");
            try (var files = Files.walk(classes)) {
                for (var file :
                        files.filter(one -> one.toString().endsWith(".class")).toList()) {
                    of(file).forEach(endpoint -> found.add(service.id() + " " + endpoint));
                }
            }
        }
        return found;
    }

    /** What the gateway serves on its management port besides Quarkus: the addresses in the classes that have to do with it. */
    static Set<String> management() throws IOException {
        var found = new TreeSet<String>();
        var classes =
                Repository.root().resolve(Installation.module(Service.GATEWAY)).resolve("target/classes");
        try (var files = Files.walk(classes)) {
            for (var file :
                    files.filter(one -> one.toString().endsWith(".class")).toList()) {
                found.addAll(addresses(ClassFile.of().parse(file)));
            }
        }
        return found;
    }

    private static Set<String> addresses(ClassModel model) {
        var texts = new TreeSet<String>();
        boolean concerned = false;
        for (var entry : model.constantPool()) {
            switch (entry) {
                case ClassEntry known -> concerned |= known.asInternalName().equals(MANAGEMENT);
                case StringEntry text when text.stringValue().matches("/[a-z][^*]*") -> texts.add(text.stringValue());
                default -> {}
            }
        }
        return concerned ? texts : Set.of();
    }

    private static Stream<String> of(Path file) throws IOException {
        var resource = ClassFile.of().parse(file);
        return isInterface(resource)
                ? Stream.of()
                : resource.methods().stream()
                        .flatMap(method -> METHODS.stream()
                                .filter(name -> annotation(method, name).isPresent())
                                .map(name -> name + " " + joined(path(resource), path(method))));
    }

    /** A client of somebody else's API is written as an interface. */
    private static boolean isInterface(ClassModel resource) {
        return (resource.flags().flagsMask() & ClassFile.ACC_INTERFACE) != 0;
    }

    private static Optional<Annotation> annotation(AttributedElement element, String name) {
        return element.findAttribute(Attributes.runtimeVisibleAnnotations()).stream()
                .flatMap(all -> all.annotations().stream())
                .filter(one -> one.className().equalsString(JAKARTA.formatted(name)))
                .findFirst();
    }

    private static String path(AttributedElement element) {
        return annotation(element, "Path")
                .map(path -> path.elements().getFirst().value())
                .map(value -> ((AnnotationValue.OfString) value).stringValue())
                .orElse("");
    }

    private static String joined(String first, String second) {
        var path = ("/" + first + "/" + second).replaceAll("/+", "/");
        return path.length() > 1 ? path.replaceAll("/$", "") : path;
    }
}
