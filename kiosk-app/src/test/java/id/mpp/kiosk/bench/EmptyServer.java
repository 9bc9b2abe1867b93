package id.mpp.kiosk.bench;

import id.mpp.kiosk.reliability.ReadyProcess;
import id.mpp.kiosk.web.KioskApi;
import id.mpp.program.ConfigurationException;
import id.mpp.program.Launcher;
import id.mpp.program.TestWorkers;
import id.mpp.web.HttpServer;
import id.mpp.wire.CatalogReader;
import java.io.IOException;

/** The ceiling: the kiosk's HTTP server, in a process of its own, with one route that does nothing. */
final class EmptyServer {
    private static final String EMPTY = "/empty";
    private static final int CREATED = 201;

    private EmptyServer() {}

    static ReadyProcess start() throws IOException {
        return new ReadyProcess(ReadyProcess.java(
                EmptyServer.class.getName(),
                "--watch-parent",
                Long.toString(ProcessHandle.current().pid())));
    }

    /** A POST as large as one for a ticket. */
    static long post(HttpLine line) throws IOException {
        long from = System.nanoTime();
        if (line.post(EMPTY, BenchHall.ticket(0, true)).status() != CREATED) {
            throw new IOException("the empty server refused a request");
        }
        return System.nanoTime() - from;
    }

    /** Ends as the kiosk does. */
    public static void main(String[] args) {
        System.exit(Launcher.run(args, (configuration, workers) -> serve()));
    }

    private static HttpServer serve() throws ConfigurationException {
        HttpServer server = new HttpServer(
                new HttpServer.Binding("127.0.0.1", 0, false),
                KioskApi.texts(CatalogReader.sample()),
                TestWorkers.told(),
                config -> config.routes.post(EMPTY, ctx -> ctx.status(CREATED)));
        server.start();
        System.out.println("empty server ready on http://127.0.0.1:" + server.port() + "/");
        return server;
    }
}
