package id.mpp.server.fleet;

import id.mpp.server.alarm.AlarmKind;
import id.mpp.server.alarm.Alarms;
import id.mpp.server.alarm.Trouble;
import id.mpp.wire.Messages.NodeState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Notices two hubs of one hall, which issue each number twice, and two machines under one name, which disconnect each
 * other. Two are alive at the same time when one is heard, then the other, and then the first one again. A restart, a
 * new journal or a replaced machine never looks like that. An alarm closes by itself when only one of them has been
 * heard for a while. Thread-safe; waits for nobody.
 */
public final class Rivals {
    /**
     * Whoever was silent for longer is gone. This is five beats, and longer than a machine that was disconnected waits
     * before it comes back.
     */
    static final Duration GONE_AFTER = Duration.ofSeconds(100);
    /** How long only one must have been heard before an alarm closes. */
    static final Duration SETTLED_AFTER = Duration.ofMinutes(3);
    /** After this time an alarm that a person closed too early is raised again. */
    static final Duration RAISED_AGAIN_AFTER = Duration.ofMinutes(10);
    /** The most lives of one hall. More are not needed to see that there are two. */
    private static final int LIVES_AT_MOST = 16;

    private final Alarms alarms;
    private final LongSupplier nanos;
    /** The halls by branch. The one that was heard longest ago comes first. */
    private final Map<String, Hall> halls = new LinkedHashMap<>();

    /** A node during one run of its machine. */
    private static final class Life {
        final String node;
        final String boot;
        final long first;
        String installation = "";
        boolean leads;
        long last;

        Life(String node, String boot, long now) {
            this.node = node;
            this.boot = boot;
            this.first = now;
        }

        boolean overlaps(Life other) {
            return first < other.last && other.first < last;
        }
    }

    /** One trouble that lasts or has lasted. */
    private static final class Episode {
        boolean lasting;
        boolean cleared;
        long lastedAt;
        long raisedAt;

        Episode(long now) {
            lastedAt = now;
        }
    }

    private static final class Hall {
        final List<Life> lives = new ArrayList<>();
        final Map<Subject, Episode> episodes = new LinkedHashMap<>();
    }

    private record Subject(AlarmKind kind, String name) {}

    /** @param nanos the time that never jumps */
    public Rivals(Alarms alarms, LongSupplier nanos) {
        this.alarms = alarms;
        this.nanos = nanos;
    }

    /** Takes what a node reported just now. A message that does not prove that the node is alive is ignored. */
    public synchronized void noteBeat(String branch, String node, NodeState state) {
        if (!state.proves()) {
            return;
        }
        long now = nanos.getAsLong();
        Hall hall = halls.remove(branch);
        if (hall == null) {
            hall = new Hall();
            if (halls.size() >= NodeStates.NODES_AT_MOST) {
                halls.remove(halls.keySet().iterator().next());
            }
        }
        halls.put(branch, hall);
        forgetGone(hall, now);
        Life life = life(hall, node, state.boot(), now);
        life.installation = state.installation();
        life.leads = state.leads();
        life.last = now;
    }

    /** Raises and closes alarms. To be called every few seconds. */
    public synchronized void judgeHalls() {
        long now = nanos.getAsLong();
        halls.forEach((branch, hall) -> judgeHall(branch, hall, now));
        halls.values()
                .removeIf(hall ->
                        hall.lives.isEmpty() && hall.episodes.values().stream().allMatch(episode -> episode.cleared));
    }

    private void judgeHall(String branch, Hall hall, long now) {
        forgetGone(hall, now);
        Life[] hubs = pair(hall, Rivals::areTwoHubs);
        String two = hubs == null
                ? null
                : describe(hubs[0]) + " and " + describe(hubs[1])
                        + " both run as the hub of this hall, so each number is issued twice; switch one of them off";
        updateEpisode(branch, hall, new Subject(AlarmKind.TWO_HUBS, ""), two, now);
        for (String node : hall.lives.stream().map(life -> life.node).distinct().toList()) {
            Life[] twins = pair(hall, (a, b) -> a.node.equals(node) && areOneName(a, b));
            String taken = twins == null
                    ? null
                    : describe(twins[0]) + " and " + describe(twins[1])
                            + " are two machines under one name, and throw each other out; give one of them another"
                            + " node.id";
            updateEpisode(branch, hall, new Subject(AlarmKind.CLIENT_ID_TAKEN, node), taken, now);
        }
        hall.episodes.forEach((subject, episode) -> {
            if (hall.lives.stream().noneMatch(life -> life.node.equals(subject.name()))) {
                closeEpisode(branch, subject, episode, now);
            }
        });
    }

    private void updateEpisode(String branch, Hall hall, Subject subject, @Nullable String detail, long now) {
        Episode episode = hall.episodes.computeIfAbsent(subject, any -> new Episode(now));
        if (detail == null) {
            closeEpisode(branch, subject, episode, now);
            return;
        }
        if (!episode.lasting || now - episode.raisedAt >= RAISED_AGAIN_AFTER.toNanos()) {
            episode.raisedAt = now;
            alarms.raise(
                    subject.kind() == AlarmKind.TWO_HUBS
                            ? Trouble.of(subject.kind(), branch, subject.name(), detail)
                            : Trouble.ofNode(subject.kind(), branch, subject.name(), detail));
        }
        episode.lasting = true;
        episode.cleared = false;
        episode.lastedAt = now;
    }

    /** Closes an alarm, even one that an earlier run of this server raised and that nobody remembers. */
    private void closeEpisode(String branch, Subject subject, Episode episode, long now) {
        if (!episode.cleared && now - episode.lastedAt >= SETTLED_AFTER.toNanos()) {
            episode.lasting = false;
            episode.cleared = true;
            alarms.clear(subject.kind(), branch, subject.name());
        }
    }

    private static boolean areTwoHubs(Life a, Life b) {
        return a.leads && b.leads && !(a.node.equals(b.node) && a.installation.equals(b.installation));
    }

    private static boolean areOneName(Life a, Life b) {
        return a.node.equals(b.node) && !a.boot.equals(b.boot);
    }

    private interface Test {
        boolean of(Life a, Life b);
    }

    /** Two lives that overlap in time and pass the test; null where there are none. */
    private static Life @Nullable [] pair(Hall hall, Test test) {
        for (int i = 0; i < hall.lives.size(); i++) {
            for (int j = i + 1; j < hall.lives.size(); j++) {
                Life a = hall.lives.get(i);
                Life b = hall.lives.get(j);
                if (test.of(a, b) && a.overlaps(b)) {
                    return new Life[] {a, b};
                }
            }
        }
        return null;
    }

    private static Life life(Hall hall, String node, String boot, long now) {
        for (Life life : hall.lives) {
            if (life.node.equals(node) && life.boot.equals(boot)) {
                return life;
            }
        }
        if (hall.lives.size() >= LIVES_AT_MOST) {
            hall.lives.removeFirst();
        }
        Life life = new Life(node, boot, now);
        hall.lives.add(life);
        return life;
    }

    private static void forgetGone(Hall hall, long now) {
        hall.lives.removeIf(life -> now - life.last >= GONE_AFTER.toNanos());
    }

    private static String describe(Life life) {
        return life.node + " (boot " + life.boot + ", journal " + life.installation + ")";
    }
}
