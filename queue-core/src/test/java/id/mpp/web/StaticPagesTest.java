package id.mpp.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StaticPagesTest {
    private static final String STYLE = "body { color: #123 }\n".repeat(100);

    @TempDir
    private Path folder;

    private URLClassLoader classes;
    private TestServer server;

    @BeforeEach
    void start() throws Exception {
        write("web/assets/style.css", STYLE);
        write("web/assets/secret.properties", "password=1");
        write("web/pages/board.html", "<!doctype html>");
        write("META-INF/maven/org.webjars.npm/preact/pom.properties", "version=10.28.0");
        write(
                "META-INF/resources/webjars/preact/10.28.0/hooks/hooks.module.js",
                "import{options as n}from\"preact\";import x from \"./local.js\";import y from \"unknown\"");
        classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null);
        server = new TestServer(config -> new StaticPages(classes)
                .folder(config.routes, "/assets", "web/assets")
                .page(config.routes, "/board", "web/pages/board.html")
                .vendor(config.routes, "preact", Map.of("preact", "/vendor/preact/dist/preact.module.js")));
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        classes.close();
    }

    @Test
    void aFileComesWithItsTypeAndIsNotSentAgainUnchanged() throws Exception {
        HttpResponse<String> first = server.get("/assets/style.css");
        assertEquals(STYLE, first.body());
        assertEquals(
                "text/css; charset=utf-8",
                first.headers().firstValue("Content-Type").orElse(""));
        assertEquals("no-cache", first.headers().firstValue("Cache-Control").orElse(""));
        String tag = first.headers().firstValue("ETag").orElse("");
        HttpResponse<String> second = server.get("/assets/style.css", "If-None-Match", tag);
        assertEquals(304, second.statusCode());
        assertEquals("", second.body());
    }

    @Test
    void aBrowserThatTakesGzipGetsIt() throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            HttpResponse<byte[]> packed = client.send(
                    server.request("/assets/style.css")
                            .header("Accept-Encoding", "gzip, br")
                            .build(),
                    BodyHandlers.ofByteArray());
            assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElse(""));
            assertArrayEquals(
                    STYLE.getBytes(StandardCharsets.UTF_8),
                    new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes());
        }
    }

    @Test
    void aPageHasAPathOfItsOwn() throws Exception {
        HttpResponse<String> page = server.get("/board");
        assertEquals("<!doctype html>", page.body());
        assertTrue(page.headers().firstValue("Content-Type").orElse("").startsWith("text/html"));
    }

    @Test
    void bareImportsOfALibraryAreRewrittenAndOthersLeft() throws Exception {
        assertEquals(
                "import{options as n}from\"/vendor/preact/dist/preact.module.js\";import x from \"./local.js\";"
                        + "import y from \"unknown\"",
                server.get("/vendor/preact/hooks/hooks.module.js").body());
    }

    @Test
    void nothingElseOfTheClassPathIsReachable() throws Exception {
        for (String path : new String[] {
            "/assets/secret.properties",
            "/assets/missing.css",
            "/assets/../pages/board.html",
            "/assets/%2e%2e/pages/board.html",
            "/assets/..%2fpages/board.html",
            "/assets/.hidden.css",
            "/assets//style.css",
            "/vendor/other/x.js",
            "/vendor/preact/../../maven/x.js"
        }) {
            String answer = server.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            assertTrue(answer.startsWith("HTTP/1.1 40"), path + ": " + answer);
            assertFalse(answer.contains("password=1"));
        }
    }

    private void write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
