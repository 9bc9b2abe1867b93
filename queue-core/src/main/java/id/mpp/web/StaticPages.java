package id.mpp.web;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Static files from the class path: pages, shared assets and a few libraries from WebJars. Each is read, hashed and
 * compressed once and then kept: all of them together are some hundred kilobytes. An unchanged one answers 304.
 */
public final class StaticPages {
    /** Nothing else is served, whatever lies in the folder. */
    private static final Map<String, String> TYPES = Map.ofEntries(
            Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"),
            Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("mjs", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"),
            Map.entry("yaml", "application/yaml"),
            Map.entry("svg", "image/svg+xml"),
            Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"),
            Map.entry("woff2", "font/woff2"),
            Map.entry("webmanifest", "application/manifest+json"),
            Map.entry("wav", "audio/wav"));

    /** Segments that begin with a letter, digit or underscore: no "..", no hidden files. */
    private static final Pattern PATH =
            Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*(/[A-Za-z0-9_][A-Za-z0-9._-]*){0,7}");

    private static final Pattern BARE_IMPORT = Pattern.compile("(from|import)\\s*\"([a-z][a-z0-9-]*)(/[a-z-]+)?\"");
    /** Below this compressing costs more than it saves. */
    private static final int MIN_COMPRESSED = 1_024;
    /** More different files than any program of ours has. */
    private static final int MAX_FILES = 1_000;

    private record StaticFile(String type, byte[] plain, byte @Nullable [] gzip, String etag) {}

    private final ClassLoader classes;
    private final Map<String, StaticFile> files = new ConcurrentHashMap<>();

    /** @param classes where the resources are */
    public StaticPages(ClassLoader classes) {
        this.classes = classes;
    }

    /** Serves the files of a resource folder below a path: {@code folder("/assets", "web/assets")}. */
    public StaticPages folder(RoutesConfig routes, String path, String folder) {
        routes.get(path + "/<file>", ctx -> serve(ctx, folder, ctx.pathParam("file"), Map.of()));
        return this;
    }

    /** Serves one resource at a path: {@code page("/board", "web/pages/board.html")}. */
    public StaticPages page(RoutesConfig routes, String path, String resource) {
        int slash = resource.lastIndexOf('/');
        String folder = resource.substring(0, Math.max(slash, 0));
        routes.get(path, ctx -> serve(ctx, folder, resource.substring(slash + 1), Map.of()));
        return this;
    }

    /**
     * Serves an npm WebJar at {@code /vendor/{name}/…} without its version in the path. Imports by bare name, which a
     * browser resolves only with an inline import map (our content security policy forbids it), are rewritten to these
     * paths.
     *
     * @param imports bare name → path, such as {@code preact} → {@code /vendor/preact/dist/preact.module.js}
     */
    public StaticPages vendor(RoutesConfig routes, String name, Map<String, String> imports) {
        String folder = "META-INF/resources/webjars/" + name + "/" + version(name);
        routes.get("/vendor/" + name + "/<file>", ctx -> serve(ctx, folder, ctx.pathParam("file"), imports));
        return this;
    }

    private void serve(Context ctx, String folder, String path, Map<String, String> imports) {
        StaticFile file = find(folder, path, imports)
                .orElseThrow(() -> Problem.of(404, "route-unknown").thrown());
        ctx.header("ETag", file.etag());
        ctx.header("Vary", "Accept-Encoding");
        ctx.header("Cache-Control", "no-cache");
        if (file.etag().equals(ctx.header("If-None-Match"))) {
            ctx.status(304);
            return;
        }
        ctx.contentType(file.type());
        byte[] gzip = file.gzip();
        String accepted = ctx.header("Accept-Encoding");
        ctx.disableCompression();
        if (gzip != null && accepted != null && accepted.contains("gzip")) {
            ctx.header("Content-Encoding", "gzip").result(gzip);
        } else {
            ctx.result(file.plain());
        }
    }

    private Optional<StaticFile> find(String folder, String path, Map<String, String> imports) {
        String type = TYPES.get(path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT));
        if (type == null || !PATH.matcher(path).matches()) {
            return Optional.empty();
        }
        String resource = folder.isEmpty() ? path : folder + "/" + path;
        StaticFile known = files.get(resource);
        if (known != null) {
            return Optional.of(known);
        }
        try (InputStream in = classes.getResourceAsStream(resource)) {
            if (in == null) {
                return Optional.empty();
            }
            StaticFile file = file(type, rewritten(in.readAllBytes(), type, imports));
            if (files.size() < MAX_FILES) {
                files.put(resource, file);
            }
            return Optional.of(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the resource " + resource, e);
        }
    }

    private static byte[] rewritten(byte[] content, String type, Map<String, String> imports) {
        if (imports.isEmpty() || !type.startsWith("text/javascript")) {
            return content;
        }
        String script = new String(content, StandardCharsets.UTF_8);
        String done = BARE_IMPORT.matcher(script).replaceAll(match -> {
            String name = match.group(2) + (match.group(3) == null ? "" : match.group(3));
            String target = imports.get(name);
            return target == null ? match.group() : match.group(1) + "\"" + target + "\"";
        });
        return done.getBytes(StandardCharsets.UTF_8);
    }

    private static StaticFile file(String type, byte[] plain) throws IOException {
        boolean packs = plain.length >= MIN_COMPRESSED && !type.equals("image/png") && !type.startsWith("font/");
        return new StaticFile(type, plain, packs ? gzip(plain) : null, "\"" + hash(plain) + "\"");
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 3);
        try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private String version(String webjar) {
        String resource = "META-INF/maven/org.webjars.npm/" + webjar + "/pom.properties";
        try (InputStream in = classes.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the WebJar " + webjar + " is not on the class path");
            }
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
