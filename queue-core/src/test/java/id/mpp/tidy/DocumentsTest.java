package id.mpp.tidy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents say is there: their links, and the types that they name, those of the guided tour among them. */
class DocumentsTest {
    private static final int MOST_WORDS_OF_THE_PLAN = 1_500;

    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]*)(?:#([^)]*))?\\)");
    /** Two words at least, each with a capital: so a type is written, and hardly anything else. */
    private static final Pattern TYPE = Pattern.compile("`((?:[A-Z][a-z0-9]+){2,})(?:\\.[a-z]\\w*)?`");

    private static final Pattern DECLARED = Pattern.compile("\\b(?:class|record|interface|enum) ([A-Z]\\w*)");
    /** Of systemd. */
    private static final Set<String> OF_OTHERS = Set.of("ProtectClock");

    @Test
    void everyDocumentHasOneTitle() throws IOException {
        List<String> wrong = new ArrayList<>();
        for (Path file : Tree.files(".md")) {
            long titles =
                    prose(file).lines().filter(line -> line.startsWith("# ")).count();
            if (titles != 1) {
                wrong.add(Tree.ROOT.relativize(file) + " has " + titles + " titles");
            }
        }
        assertEquals(List.of(), wrong);
    }

    @Test
    void everyLinkLeadsSomewhere() throws IOException {
        List<String> broken = new ArrayList<>();
        for (Path file : Tree.files(".md")) {
            Matcher link = LINK.matcher(prose(file));
            while (link.find()) {
                Path target = link.group(1).isEmpty()
                        ? file
                        : file.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)
                        || (link.group(2) != null && !anchors(target).contains(link.group(2)))) {
                    broken.add(Tree.ROOT.relativize(file) + ": " + link.group());
                }
            }
        }
        assertEquals(List.of(), broken);
    }

    @Test
    void everyTypeThatADocumentNamesIsThere() throws IOException {
        Set<String> declared = new TreeSet<>(OF_OTHERS);
        for (Path file : Tree.files(".java")) {
            Matcher type = DECLARED.matcher(Files.readString(file));
            while (type.find()) {
                declared.add(type.group(1));
            }
        }
        Set<String> unknown = new TreeSet<>();
        int named = 0;
        for (Path file : Tree.files(".md")) {
            Matcher type = TYPE.matcher(prose(file));
            while (type.find()) {
                named++;
                if (!declared.contains(type.group(1))) {
                    unknown.add(Tree.ROOT.relativize(file) + ": " + type.group(1));
                }
            }
        }
        assertEquals(Set.of(), unknown);
        assertTrue(named > 100, named + " types were found in the documents");
    }

    /** The tour goes from the press to the dashboard; each of its steps names the room to open next. */
    @Test
    void eachStepOfTheTourNamesATypeOrAFile() throws IOException {
        String readme = Files.readString(Tree.ROOT.resolve("README.md"));
        String tour = readme.substring(readme.indexOf("## Guided tour"));
        List<String> steps = List.of(tour.substring(0, tour.indexOf("\n## ")).split("\n(?=\\d+\\. )"));
        assertTrue(steps.size() > 9, steps.size() + " steps");
        for (String step : steps.subList(1, steps.size())) {
            assertTrue(TYPE.matcher(step).find(), () -> "no room is named: " + step);
        }
    }

    @Test
    void thePlanIsShort() throws IOException {
        int words = Files.readString(Tree.ROOT.resolve("ARCHITECTURE.md")).split("\\s+").length;
        assertTrue(words <= MOST_WORDS_OF_THE_PLAN, words + " words; details belong beside the code");
    }

    /** A document without its fenced blocks. */
    private static String prose(Path file) throws IOException {
        StringBuilder prose = new StringBuilder();
        boolean fenced = false;
        for (String line : Files.readAllLines(file)) {
            fenced ^= line.startsWith("```");
            prose.append(fenced || line.startsWith("```") ? "" : line).append('\n');
        }
        return prose.toString();
    }

    private static Set<String> anchors(Path file) throws IOException {
        Set<String> anchors = new TreeSet<>();
        prose(file)
                .lines()
                .filter(line -> line.startsWith("#"))
                .map(line -> line.replaceFirst("#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\w -]", "")
                        .replace(' ', '-'))
                .forEach(anchors::add);
        return anchors;
    }
}
