package id.mpp.kiosk.web;

import id.mpp.web.Problem;
import id.mpp.web.StaticPages;
import io.javalin.config.RoutesConfig;
import java.util.List;
import java.util.Map;

/** The pages, what they are made of, their texts, and the contract of the API. */
public final class PageRoutes implements Feature {
    private final List<String> languages;
    private final boolean virtualDevices;

    /** @param virtualDevices whether there is a page for the switchboard of virtual devices */
    public PageRoutes(List<String> languages, boolean virtualDevices) {
        this.languages = languages;
        this.virtualDevices = virtualDevices;
    }

    @Override
    public void register(RoutesConfig routes) {
        StaticPages pages = new StaticPages(PageRoutes.class.getClassLoader())
                .page(routes, "/", "web/pages/kiosk.html")
                .page(routes, "/counter", "web/pages/counter.html")
                .page(routes, "/board", "web/pages/board.html")
                .page(routes, "/rating", "web/pages/rating.html")
                .page(routes, "/t/{ticket}", "web/pages/ticket.html")
                .page(routes, "/keeper.js", "web/assets/keeper.js")
                .page(routes, "/openapi.yaml", "openapi.yaml")
                .folder(routes, "/assets", "web/assets")
                .folder(routes, "/pages", "web/pages")
                .vendor(routes, "preact", Map.of("preact", "/vendor/preact/dist/preact.module.js"));
        if (virtualDevices) {
            pages.page(routes, "/devices", "web/pages/devices.html");
        }
        for (String language : languages) {
            pages.page(routes, "/api/v1/messages/" + language + ".json", "messages/" + language + ".json");
        }
        routes.get("/api/v1/messages/{file}", ctx -> {
            throw Problem.of(404, "language-unknown")
                    .with("languages", languages)
                    .thrown();
        });
    }
}
