package io.eddy.ring;

import io.eddy.node.Host;
import java.util.function.Consumer;

/** What the rings of one peer share. */
record Surroundings(
        Host<RingMessage, RingTimer> host,
        RingConfig config,
        RingApplication application,
        Consumer<RingEvent> events) {}
