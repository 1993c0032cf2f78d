package dev.approvalcopilot.support.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Listens on loopback, notes the first bytes of every connection, says its piece and hangs up, or holds the line. */
final class Listener implements AutoCloseable {

    private static final String HOLD = "";
    private static final int MAX_HEAD_BYTES = 4096;

    private final ServerSocket server;
    private final String answer;
    private final List<String> heads = new CopyOnWriteArrayList<>();
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    private Listener(String answer) {
        this.answer = answer;
        try {
            this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::serve);
    }

    static Listener saying(String answer) {
        return new Listener(answer);
    }

    static Listener ok() {
        return new Listener("HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}");
    }

    static Listener holding() {
        return new Listener(HOLD);
    }

    int port() {
        return server.getLocalPort();
    }

    /** What came first on each connection. */
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
            heads.add(head(socket.getInputStream()));
            if (!answer.equals(HOLD)) {
                socket.getOutputStream().write(answer.getBytes(StandardCharsets.ISO_8859_1));
                socket.close();
            }
        } catch (IOException e) {
            // The client hung up first.
        }
    }

    /** Up to the empty line of HTTP, or what one read gives of anything else. */
    private static String head(InputStream in) throws IOException {
        var buffer = new byte[MAX_HEAD_BYTES];
        int length = 0;
        for (int read = in.read(buffer); read > 0; read = in.read(buffer, length, buffer.length - length)) {
            length += read;
            var text = new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
            if (text.contains("\r\n\r\n") || !Character.isLetter(text.charAt(0))) {
                return text;
            }
        }
        return new String(buffer, 0, length, StandardCharsets.ISO_8859_1);
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
