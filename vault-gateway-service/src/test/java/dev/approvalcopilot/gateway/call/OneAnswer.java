package dev.approvalcopilot.gateway.call;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A provider that reads a request's head, says the same to everybody and hangs up, or says nothing and holds the line. */
final class OneAnswer implements AutoCloseable {

    private final ServerSocket server;
    private final String answer;
    private final boolean hold;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private OneAnswer(String answer, boolean hold) {
        this.answer = answer;
        this.hold = hold;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    static OneAnswer saying(String status, String body) {
        return new OneAnswer("HTTP/1.1 " + status + "\r\nContent-Length: " + body.length() + "\r\n\r\n" + body, false);
    }

    static OneAnswer raw(String bytes) {
        return new OneAnswer(bytes, false);
    }

    static OneAnswer silent() {
        return new OneAnswer("", true);
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    /** Heads of the requests that came. */
    List<String> heads() {
        return heads;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                var socket = server.accept();
                open.add(socket);
                Thread.ofVirtual().start(() -> answer(socket));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(Socket socket) {
        try {
            heads.add(readHead(socket.getInputStream()));
            if (!hold) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                socket.close();
            }
        } catch (IOException e) {
            // The client hung up first.
        }
    }

    private static String readHead(InputStream in) throws IOException {
        var head = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            head.append((char) c);
            if (head.toString().endsWith("\r\n\r\n")) {
                return head.toString();
            }
        }
        return head.toString();
    }

    @Override
    public void close() {
        try {
            server.close();
            for (var socket : open) {
                socket.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
