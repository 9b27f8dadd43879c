package io.eddy.overlay;

import io.eddy.node.Host;
import io.eddy.node.PeerId;
import io.eddy.overlay.Approach.Plan;
import io.eddy.overlay.Approach.Purpose;
import io.eddy.overlay.OverlayMessage.Disconnect;
import io.eddy.overlay.OverlayMessage.NeighbourAnswer;
import io.eddy.overlay.OverlayMessage.Redirect;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What this side makes of the answers of those it asked, and of neighbours that part from it. */
final class Replies {
    private final Host<OverlayMessage, OverlayTimer> host;
    private final OverlayConfig config;
    private final Addresses addresses;
    private final ActiveView active;
    private final Approaches approaches;
    private final Walks walks;

    Replies(
            Host<OverlayMessage, OverlayTimer> host,
            OverlayConfig config,
            Addresses addresses,
            ActiveView active,
            Approaches approaches,
            Walks walks) {
        this.host = host;
        this.config = config;
        this.addresses = addresses;
        this.active = active;
        this.approaches = approaches;
        this.walks = walks;
    }

    /** Joins at one of those to whom this side was sent on. */
    void onRedirect(PeerId from, Redirect redirect) {
        Approach approach = approaches.onRedirect(from, redirect.number());
        if (approach == null) {
            return;
        }
        walks.learn(from, redirect.records());
        List<AddressRecord> fit = new ArrayList<>();
        for (AddressRecord record : redirect.records()) {
            AddressRecord genuine = addresses.passive.get(record.peer()); // What was told may be forged, or old.
            if (genuine != null && approaches.isUntried(record.peer())) {
                fit.add(genuine);
            }
        }
        if (!fit.isEmpty() && approach.redirects < config.walks().redirects()) {
            AddressRecord next = fit.get(host.random().nextInt(fit.size()));
            approaches.begin(new Plan(next.peer(), Purpose.JOIN, next, approach.redirects + 1));
        }
    }

    void onNeighbourAnswer(PeerId from, NeighbourAnswer answer) {
        Approach approach = approaches.onAnswer(from, answer);
        if (approach == null) {
            return;
        }
        complete(from, answer.records());
        walks.learn(from, answer.records());
        AddressRecord madePlace = answer.madePlace();
        if (!answer.accepted()) {
            approaches.fill();
        } else if (approach.purpose == Purpose.JOIN && madePlace != null) {
            // Who joined comes between two that were neighbours.
            walks.approach(Purpose.FILL, walks.teller(from), madePlace);
        }
    }

    /**
     * Made place for another: that other's neighbour made place as well, and may be named here. With neighbours enough
     * this side waits a moment to be asked, before it asks around.
     */
    void onDisconnect(PeerId from, Disconnect disconnect) {
        boolean parted = active.onDisconnect(from, disconnect);
        if (!disconnect.alive()) {
            addresses.onGone(from);
        }
        if (!parted) {
            return;
        }
        approaches.onNoPlaceAt(from);
        List<AddressRecord> others = disconnect.records();
        walks.learn(from, others);
        if (active.size() < config.views().least()) {
            approaches.fill();
            return;
        }
        if (!others.isEmpty() && approaches.isUntried(others.get(0).peer())) {
            walks.approach(Purpose.FILL, walks.teller(from), others.get(0));
        }
        host.arm(new OverlayTimer.PatienceOver(), config.pace().patience());
    }

    /** A neighbour of which only an address was known gives its record first. */
    private void complete(PeerId from, List<AddressRecord> records) {
        ActiveView.Neighbour neighbour = active.get(from);
        if (neighbour != null && neighbour.record == null && !records.isEmpty()) {
            active.identify(neighbour, ownRecordOf(from, records.get(0)));
        }
    }

    private @Nullable AddressRecord ownRecordOf(PeerId speaker, AddressRecord record) {
        return record.peer().equals(speaker) ? addresses.ofSpeaker(speaker, record) : null;
    }
}
