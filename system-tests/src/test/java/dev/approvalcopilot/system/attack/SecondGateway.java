package dev.approvalcopilot.system.attack;

import static org.awaitility.Awaitility.await;

import dev.approvalcopilot.contracts.event.Service;
import dev.approvalcopilot.local.stack.Installation;
import dev.approvalcopilot.system.testing.Product;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** One more process of the gateway, at the same topics and the same database. */
final class SecondGateway implements AutoCloseable {
    private static final Duration START = Duration.ofSeconds(90);

    private final Process process;

    private SecondGateway(Process process) {
        this.process = process;
    }

    /** Returns when it is ready and has taken its share of the partitions. */
    static SecondGateway start(Product product) throws IOException {
        var installation = product.installation();
        int port = freePort();
        var config = installation.home().resolve("config/second-gateway.properties");
        Files.writeString(config, elsewhere(installation, port));
        var process = new ProcessBuilder(command(installation, config))
                .directory(installation.home().toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(installation.logFile("second-gateway").toFile())
                .start();
        var second = new SecondGateway(process);
        try {
            var ready = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
            await().atMost(START).until(() -> isReady(ready));
            await().atMost(START).until(() -> product.broker().members(Service.GATEWAY) == 2);
            return second;
        } catch (RuntimeException e) {
            second.close();
            throw e;
        }
    }

    /** The same settings on another port. */
    private static String elsewhere(Installation installation, int port) throws IOException {
        return Files.readString(installation.configFile(Service.GATEWAY))
                .replaceAll("(?m)=" + installation.port(Service.GATEWAY) + "$", "=" + port);
    }

    private static List<String> command(Installation installation, Path config) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.config.locations=" + config,
                "-jar",
                installation.home().resolve("programs/gateway/quarkus-run.jar").toString());
    }

    /** Nothing listens until it has started. */
    private static boolean isReady(URI address) throws InterruptedException {
        var request =
                HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(5)).build();
        try (var http = HttpClient.newHttpClient()) {
            return http.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
