package dev.approvalcopilot.local.launcher;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * In the place of a service while the launcher is tested: reads its configuration file, says that it is ready, and does
 * nothing else. Uses the JDK alone, since it runs from a jar of one class.
 */
public final class ReadyProgram {
    private ReadyProgram() {}

    public static void main(String[] args) throws IOException {
        var config = new Properties();
        try (var file = Files.newBufferedReader(Path.of(System.getProperty("quarkus.config.locations")))) {
            config.load(file);
        }
        var port = config.getProperty("quarkus.http.port", config.getProperty("quarkus.management.port"));
        var address = new InetSocketAddress("127.0.0.1", Integer.parseInt(port));
        var server = HttpServer.create(address, 0);
        server.createContext("/q/health/ready", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
        System.out.println("{\"level\":\"ERROR\",\"loggerName\":\"x.Program\",\"message\":\"the last error\"}");
    }
}
