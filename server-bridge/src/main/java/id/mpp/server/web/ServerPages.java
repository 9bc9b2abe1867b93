package id.mpp.server.web;

import id.mpp.web.StaticPages;
import io.javalin.config.RoutesConfig;
import java.util.Map;

/** The server's pages and the files they consist of. */
public final class ServerPages {
    private ServerPages() {}

    public static void register(RoutesConfig routes) {
        new StaticPages(ServerPages.class.getClassLoader())
                .page(routes, "/", "web/pages/dashboard.html")
                .page(routes, "/openapi.yaml", "openapi/server.yaml")
                .folder(routes, "/assets", "web/assets")
                .folder(routes, "/pages", "web/pages")
                .folder(routes, "/api/v1/messages", "messages/server")
                .vendor(routes, "preact", Map.of())
                .vendor(routes, "uplot", Map.of());
    }
}
