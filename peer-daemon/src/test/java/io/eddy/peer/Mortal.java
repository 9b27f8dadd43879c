package io.eddy.peer;

import io.eddy.peer.Saying.Gathering;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A peer over all its lives: one data folder and one address, and one process after the other. */
final class Mortal implements AutoCloseable {
    /** The most that one command of the console shows. */
    static final int MAX_SHOWN = 1_000;

    /** What {@code kill -9} leaves behind. */
    private static final int KILLED = 137;

    private static final Duration LATEST = Duration.ofSeconds(60);
    private static final String EVERYONE = "everyone";

    final String name;
    final String listen;

    /** Every message that was shown to its operator, in all lives, in order. */
    final List<JsonEvent> shown = new ArrayList<>();

    /** What should not have happened. */
    final List<String> complaints = new ArrayList<>();

    private final Path data;
    private final List<String> friends;
    private @Nullable DaemonProcess process;
    private int lives;

    /** By the ids of commands of this life, what they said. */
    private final Map<String, Saying> unanswered = new LinkedHashMap<>();

    /** The ids of commands of this life that turn to another room. */
    private final Set<String> turns = new LinkedHashSet<>();

    /** By the ids of other commands of this life. */
    private final Map<String, JsonEvent> results = new LinkedHashMap<>();

    private Optional<JsonEvent> answer = Optional.empty();
    private String room = EVERYONE;

    /**
     * One that has not lived.
     *
     * @param friends addresses that it links to at each start
     */
    Mortal(Path folder, String name, String listen, List<String> friends) {
        this.data = folder.resolve(name);
        this.name = name;
        this.listen = listen;
        this.friends = friends;
    }

    boolean isUp() {
        return process != null;
    }

    int lives() {
        return lives;
    }

    void start() {
        List<String> options = new ArrayList<>(List.of("--no-lan"));
        friends.forEach(friend -> options.addAll(List.of("--peer", friend)));
        process = DaemonProcess.mortal(data, name, listen, options);
        lives++;
        room = EVERYONE;
    }

    /** Ends it as the power would. What it has printed by then is read. */
    void kill() {
        DaemonProcess killed = alive();
        process = null;
        try {
            killed.signal("KILL");
            int code = killed.exitCodeAndOutput();
            if (code != KILLED) {
                complaints.add(name + " had ended by itself with " + code + ": " + killed.errors);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        read(killed);
        complainOf(killed);
        unanswered.clear();
        results.clear();
        turns.clear();
    }

    /** Says something, without waiting for the result. */
    void say(Saying saying) {
        Gathering where = saying.where;
        if (!where.isRoom()) {
            unanswered.put(alive().post("/msg " + where.seenBy(name) + " " + saying.text), saying);
            return;
        }
        if (!where.room().equals(room)) {
            room = where.room();
            turns.add(alive().post("/chat " + room));
        }
        unanswered.put(alive().post("/say " + saying.text), saying);
    }

    /** What it was told to say in this life and has not answered. */
    int unanswered() {
        return unanswered.size();
    }

    /** Types a command, and waits for the answer of that kind. */
    JsonEvent ask(String command) {
        answer = Optional.empty();
        String id = alive().post(command);
        Awaitility.await(name + " answers " + command)
                .atMost(LATEST)
                .pollInterval(Duration.ofMillis(5))
                .until(() -> {
                    read();
                    return results.containsKey(id);
                });
        JsonEvent result = results.remove(id);
        if (result == null || !result.field("ok").equals("true")) {
            throw new IllegalStateException(name + " refuses " + command + ": " + result);
        }
        return answer.orElse(result);
    }

    /** What it keeps of a conversation. */
    List<JsonEvent> history(Gathering where) {
        return ask("/history " + where.seenBy(name) + " " + MAX_SHOWN).list("messages");
    }

    /** Takes in what it has printed. */
    void read() {
        read(alive());
    }

    private void read(DaemonProcess from) {
        for (Optional<String> line = from.take(); line.isPresent(); line = from.take()) {
            onEvent(JsonEvent.of(line.get()));
        }
    }

    private void onEvent(JsonEvent event) {
        if (event.is("result")) {
            onResult(event);
        } else if (event.is("message")) {
            shown.add(event);
        } else if (event.is("history") || event.is("status") || event.is("users")) {
            answer = Optional.of(event);
        } else if (event.is("notice")) {
            complaints.add(name + " was told: " + event.field("text"));
        }
    }

    private void onResult(JsonEvent result) {
        String id = result.field("id");
        boolean ok = result.field("ok").equals("true");
        Saying saying = unanswered.remove(id);
        if (saying == null) {
            results.put(id, result);
            if (turns.remove(id) && !ok) {
                complaints.add(name + " does not turn to a room: " + result.field("error"));
            }
        } else if (ok) {
            saying.confirm(result.field("message"));
        } else {
            saying.refuse();
            complaints.add(name + " refused " + saying + ": " + result.field("error"));
        }
    }

    private void complainOf(DaemonProcess ended) {
        ended.errors.forEach(line -> complaints.add(name + " logged: " + line));
    }

    private DaemonProcess alive() {
        DaemonProcess now = process;
        if (now == null) {
            throw new IllegalStateException(name + " is dead");
        }
        if (!now.isAlive()) {
            throw new IllegalStateException(name + " has ended by itself in life " + lives + ": " + now.errors);
        }
        return now;
    }

    @Override
    public void close() {
        DaemonProcess now = process;
        if (now != null) {
            complainOf(now);
            now.close();
            process = null;
        }
    }
}
