package id.mpp.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/**
 * Keeps the tree tidy: formatting, sizes of files and methods, a package-info in every package, nothing stray at the
 * top. {@code mvn test -pl queue-core -Dtest=TidyTest -Dtidy.apply=true} rewrites what is not formatted.
 */
class TidyTest {
    private static final int MOST_LINES = 400;
    private static final int MOST_TEST_LINES = 500;
    private static final int MOST_METHOD_LINES = 50;
    private static final int MOST_COMMENT_COLUMNS = 120;
    private static final Set<String> TOP = Set.of(
            "kiosk-app",
            "kiosk-hal",
            "queue-core",
            "server-bridge",
            "systemd",
            "pom.xml",
            "README.md",
            "ARCHITECTURE.md",
            "CHANGELOG.md",
            "CONTRIBUTING.md",
            "docs",
            "LICENSE",
            "run",
            "test",
            "prove",
            ".ci",
            ".editorconfig",
            ".gitattributes",
            ".gitignore",
            ".git");
    private static final Set<String> STARTS_A_PROCESS = Set.of(
            "ProcessBuilder",
            "Runtime.getRuntime().exec",
            "Mosquitto",
            "Chromium",
            "KioskProgram",
            "KioskProcess",
            "ReadyProcess",
            "withEspeak");
    private static final Path ROOT = Tree.ROOT;

    @Test
    void everyJavaFileIsFormatted() throws IOException {
        Formatter formatter = Formatter.createFormatter(JavaFormatterOptions.builder()
                .style(JavaFormatterOptions.Style.PALANTIR)
                .formatJavadoc(false)
                .build());
        Formatted known = Formatted.read();
        List<String> unformatted = javaFiles().parallelStream()
                .filter(file -> !known.holds(source(file)))
                .filter(file -> !isFormatted(formatter, file))
                .map(file -> ROOT.relativize(file).toString())
                .toList();
        for (Path file : javaFiles()) {
            if (!unformatted.contains(ROOT.relativize(file).toString())) {
                known.add(source(file));
            }
        }
        known.keep();
        assertEquals(List.of(), unformatted, "not formatted; run with -Dtidy.apply=true");
    }

    /** Rewrites it where that is asked for. */
    private static boolean isFormatted(Formatter formatter, Path file) {
        String source = source(file);
        try {
            String formatted = formatter.formatSourceAndFixImports(source);
            if (formatted.equals(source)) {
                return true;
            }
            if (Boolean.getBoolean("tidy.apply")) {
                Files.writeString(file, formatted);
                return true;
            }
            return false;
        } catch (FormatterException | IOException e) {
            throw new IllegalStateException("cannot format " + file, e);
        }
    }

    private static String source(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void noFileIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path file : javaFiles()) {
            long lines = linesOfCode(Files.readAllLines(file));
            if (lines > (isTest(file) ? MOST_TEST_LINES : MOST_LINES)) {
                tooLong.add(ROOT.relativize(file) + " has " + lines + " lines of code");
            }
        }
        assertEquals(List.of(), tooLong);
    }

    /** The formatter wraps code alone, and only that of Java. */
    @Test
    void noCommentIsTooWide() throws IOException {
        List<String> tooWide = new ArrayList<>();
        for (String ending : List.of(".java", ".js", ".css")) {
            for (Path file : Tree.files(ending)) {
                addWideComments(file, tooWide);
            }
        }
        assertEquals(List.of(), tooWide);
    }

    private static void addWideComments(Path file, List<String> tooWide) throws IOException {
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            int columns = lines.get(i).length();
            if (isComment(lines.get(i).strip()) && columns > MOST_COMMENT_COLUMNS) {
                tooWide.add(ROOT.relativize(file) + ":" + (i + 1) + " has " + columns + " columns");
            }
        }
    }

    @Test
    void noMethodIsTooLong() throws IOException {
        List<String> tooLong = new ArrayList<>();
        List<Path> files = javaFiles();
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, diagnostic -> {}, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new MethodMeter(unit, positions, tooLong).scan(unit, null);
            }
        }
        assertEquals(List.of(), tooLong);
    }

    @Test
    void everyPackageSaysWhatIsInItAndIsNullMarked() throws IOException {
        Set<Path> folders = javaFiles().stream()
                .filter(file -> !isTest(file))
                .map(Path::getParent)
                .collect(Collectors.toSet());
        List<String> silent = new ArrayList<>();
        for (Path folder : folders) {
            Path info = folder.resolve("package-info.java");
            if (!Files.exists(info) || !Files.readString(info).contains("@NullMarked")) {
                silent.add(ROOT.relativize(folder).toString());
            }
        }
        assertEquals(List.of(), silent);
    }

    /** {@code ./test quick} runs what is called a test, and needs nothing but the JDK for it. */
    @Test
    void whatStartsAProcessIsAnIntegrationTest() throws IOException {
        List<String> misnamed = new ArrayList<>();
        for (Path file : Tree.files("Test.java")) {
            String source = Files.readString(file);
            for (String word : STARTS_A_PROCESS) {
                if (source.contains(word) && !file.endsWith("TidyTest.java")) {
                    misnamed.add(ROOT.relativize(file) + " uses " + word + ": call it IT");
                }
            }
        }
        assertEquals(List.of(), misnamed);
    }

    @Test
    void nothingStraysAtTheTop() throws IOException {
        try (Stream<Path> entries = Files.list(ROOT)) {
            List<String> stray = entries.map(entry -> entry.getFileName().toString())
                    .filter(name -> !TOP.contains(name) && !name.equals("data") && !name.equals("target"))
                    .toList();
            assertEquals(List.of(), stray);
        }
    }

    private static long linesOfCode(List<String> lines) {
        return lines.stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !isComment(line) && !line.startsWith("import "))
                .count();
    }

    private static boolean isComment(String line) {
        return line.startsWith("//") || line.startsWith("*") || line.startsWith("/*");
    }

    private static boolean isTest(Path file) {
        return file.toString().contains("/src/test/");
    }

    private static List<Path> javaFiles() throws IOException {
        return Tree.files(".java");
    }

    private static final class MethodMeter extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final List<String> tooLong;
        private String owner = "";

        MethodMeter(CompilationUnitTree unit, SourcePositions positions, List<String> tooLong) {
            this.unit = unit;
            this.positions = positions;
            this.tooLong = tooLong;
        }

        @Override
        public Void visitClass(ClassTree tree, Void none) {
            String outer = owner;
            owner = tree.getSimpleName().toString();
            super.visitClass(tree, none);
            owner = outer;
            return null;
        }

        @Override
        public Void visitMethod(MethodTree tree, Void none) {
            long from = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, tree));
            long to = unit.getLineMap().getLineNumber(positions.getEndPosition(unit, tree));
            if (tree.getBody() != null && to - from + 1 > MOST_METHOD_LINES) {
                tooLong.add(owner + "." + tree.getName() + " has " + (to - from + 1) + " lines");
            }
            return super.visitMethod(tree, none);
        }
    }
}
