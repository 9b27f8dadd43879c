package io.eddy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.eddy.PeerEvent.MessageReceived;
import io.eddy.atlas.Chart;
import io.eddy.engine.EventLoop;
import io.eddy.node.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A hundred peers that were told of nobody, on real sockets. */
final class HundredPeersTest {
    private static final int PEERS = 100;
    private static final int KILLED = 10;
    private static final Duration TALK = Duration.ofMinutes(1);

    /** On two quiet cores it takes 10 to 40 s; a busy machine may need more. */
    private static final Duration FORMED_WITHIN = Duration.ofSeconds(50);

    /** A minute has passed since the kill, and news cross a hundred peers in half of one: this is for a busy machine. */
    private static final Duration MAPPED_WITHIN = Duration.ofSeconds(30);

    /** A peer, and what it was shown. */
    private record Member(Peer peer, Queue<String> heard) {}

    @Test
    @Timeout(120)
    void formOneNetworkByMulticastAndGoOnWhenTenAreKilled() {
        String network = "hundred-" + ProcessHandle.current().pid();
        EventLoop lasting = EventLoop.start(new EventLoop.Config("lasting", Duration.ZERO, failure -> {}));
        EventLoop doomed = EventLoop.start(new EventLoop.Config("doomed", Duration.ZERO, failure -> {}));
        List<Member> members = new ArrayList<>();
        try {
            for (int i = 0; i < PEERS; i++) {
                members.add(member("peer" + i, network, i < PEERS - KILLED ? lasting : doomed));
            }
            List<Member> survivors = members.subList(0, PEERS - KILLED);
            await().atMost(FORMED_WITHIN)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> isReachedBy(members.get(0), members));

            doomed.close(); // Their sockets are closed without a word.
            List<String> said = new ArrayList<>();
            SplittableRandom random = new SplittableRandom(1);
            for (int second = 0; second < TALK.toSeconds(); second++) {
                Member speaker = survivors.get(random.nextInt(survivors.size()));
                String word = "word " + second;
                speaker.peer.say("everyone", word).join();
                speaker.heard.add(word); // It is not told its own.
                said.add(word);
                await().pollDelay(Duration.ofSeconds(1)).until(() -> true);
            }

            for (Member survivor : survivors) {
                await().atMost(Duration.ofSeconds(10))
                        .untilAsserted(() -> assertThat(words(survivor))
                                .as("heard by %s", survivor.peer.name())
                                .containsExactlyInAnyOrderElementsOf(said));
            }
            await().atMost(MAPPED_WITHIN)
                    .pollInterval(Duration.ofSeconds(1))
                    .untilAsserted(() -> assertThat(present(survivors.get(0)))
                            .containsExactlyInAnyOrderElementsOf(survivors.stream()
                                    .map(survivor -> survivor.peer.id())
                                    .toList()));
        } finally {
            lasting.close();
            doomed.close();
        }
    }

    /** Whether one word reaches all at this time, and not only one this and another that. */
    private static boolean isReachedBy(Member speaker, List<Member> members) {
        String word = "is everybody there, at " + System.nanoTime();
        speaker.peer.say("everyone", word).join();
        speaker.heard.add(word);
        await().pollDelay(Duration.ofSeconds(2)).until(() -> true);
        return members.stream().allMatch(member -> member.heard.contains(word));
    }

    /** Those that are there, by the map of one. */
    private static List<PeerId> present(Member member) {
        return member.peer.map().join().nodes().stream()
                .filter(node -> node.state() != Chart.State.OFFLINE)
                .map(Chart.Node::peer)
                .toList();
    }

    private static List<String> words(Member member) {
        return member.heard.stream().filter(text -> text.startsWith("word ")).toList();
    }

    private static Member member(String name, String network, EventLoop loop) {
        Queue<String> heard = new ConcurrentLinkedQueue<>();
        PeerConfig config = PeerConfig.inMemory(name)
                .inNetwork(network)
                .onLan(true)
                .onEvent(event -> {
                    if (event instanceof MessageReceived received) {
                        heard.add(received.text());
                    }
                });
        return new Member(Peer.start(config, loop), heard);
    }
}
