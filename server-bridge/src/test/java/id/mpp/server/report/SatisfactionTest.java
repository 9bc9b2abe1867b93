package id.mpp.server.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import id.mpp.queue.SatisfactionIndex.Band;
import id.mpp.queue.SatisfactionIndex.Weight;
import id.mpp.queue.Survey;
import id.mpp.server.report.SurveyReader.Answer;
import id.mpp.server.report.SurveyReader.Asked;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the survey may tell, and what it must not. */
class SatisfactionTest {
    private static final Asked MANY = new Asked(400, 80);

    private final List<Answer> answers = new ArrayList<>();

    @Test
    void theHallsIndexIsMadeOfAllFullAnswersAndTheSampleOfAllServed() {
        say("bank", 4, 3);
        say("samsat", 6, 4);
        answers.add(new Answer("samsat", new Survey(1, List.of())));
        Satisfaction found = Satisfaction.of(MANY, answers, Weight.NINTH);
        assertEquals(196, found.needed());
        assertEquals(10, found.total().answers());
        assertEquals(new BigDecimal("90.00"), found.total().index());
        assertEquals(Band.A, found.total().band());
        assertEquals(
                Collections.nCopies(9, new BigDecimal("3.60")), found.total().means());
        assertEquals(List.of(1, 0, 4, 6), found.taps());
    }

    @Test
    void anAgencyIsShownFromFiveAnswersOn() {
        say("bank", 5, 4);
        say("samsat", 5, 3);
        Satisfaction found = Satisfaction.of(MANY, answers, Weight.PRINTED_0_111);
        assertEquals(new BigDecimal("99.90"), found.agencies().getFirst().index());
        assertEquals(new BigDecimal("74.93"), found.agencies().getLast().index());
    }

    @Test
    void whatCouldBeToldByTakingAwayIsWithheldToo() {
        say("bank", 2, 1);
        say("bpjs", 9, 4);
        say("samsat", 6, 4);
        Satisfaction found = Satisfaction.of(MANY, answers, Weight.NINTH);
        assertEquals("bank", found.agencies().getFirst().key());
        assertEquals(2, found.agencies().getFirst().answers());
        assertNull(found.agencies().getFirst().index());
        assertNotNull(found.agencies().get(1).index());
        assertNull(found.agencies().getLast().index(), "all but the bank's two would be known");
    }

    @Test
    void fewerThanFiveAnswersTellNothingAtAll() {
        say("bank", 4, 4);
        Satisfaction found = Satisfaction.of(new Asked(0, 0), answers, Weight.NINTH);
        assertEquals(0, found.needed());
        assertEquals(4, found.total().answers());
        assertNull(found.total().index());
        assertNull(found.total().means());
        assertNull(found.taps());
    }

    private void say(String agency, int times, int answer) {
        Survey survey = new Survey(answer, Collections.nCopies(Survey.ELEMENTS, answer));
        answers.addAll(Collections.nCopies(times, new Answer(agency, survey)));
    }
}
