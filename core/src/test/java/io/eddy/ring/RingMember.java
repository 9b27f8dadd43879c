package io.eddy.ring;

import io.eddy.link.LinkConfig;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkWire;
import io.eddy.link.Links;
import io.eddy.link.Target;
import io.eddy.node.Closing;
import io.eddy.node.Node;
import io.eddy.node.PeerId;
import io.eddy.node.World;
import io.eddy.sim.Program;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** One life of a peer with nothing but links and rings; it keeps sessions with whom its rings want. */
final class RingMember implements Program {
    private static final Duration LONGEST_REDIAL = Duration.ofSeconds(5);

    final Node node;
    final Links links;
    final Rings rings;
    private final Map<PeerId, Set<String>> wanted = new LinkedHashMap<>();
    private final Map<PeerId, Target> targets = new LinkedHashMap<>();

    RingMember(World world, String name, long boot, RingConfig config, RingApplication application) {
        node = new Node(world);
        links = node.attachLinks(
                LinkWire.CHANNEL, host -> new Links(host, LinkConfig.of("sim", Role.PEER, name, boot)));
        rings = Rings.attach(node, config, application, this::onRing);
        links.introduceAs(name, 49_152);
    }

    @Override
    public Node node() {
        return node;
    }

    @Override
    public void stop() {
        links.closeAll(Closing.of(Closing.Code.BYE, "quits"));
    }

    private void onRing(RingEvent event) {
        if (event instanceof RingEvent.Wanted wants) {
            Member member = wants.member();
            wanted.computeIfAbsent(member.peer(), peer -> new TreeSet<>())
                    .add(wants.ring().hex());
            targets.computeIfAbsent(member.peer(), peer -> dial(member));
        } else if (event instanceof RingEvent.Unwanted releases) {
            PeerId peer = releases.member().peer();
            Set<String> reasons = wanted.getOrDefault(peer, new TreeSet<>());
            reasons.remove(releases.ring().hex());
            Target target = reasons.isEmpty() ? targets.remove(peer) : null;
            if (target != null) {
                links.stop(target);
            }
        }
    }

    private Target dial(Member member) {
        return links.keep(member.address(), Optional.of(member.peer()), LONGEST_REDIAL, new Target.Listener() {
            @Override
            public void onReached(PeerId peer) {
                // The rings are told of the session itself.
            }

            @Override
            public void onMissed(Closing why) {
                // It is dialled again.
            }
        });
    }
}
