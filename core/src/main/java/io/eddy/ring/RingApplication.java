package io.eddy.ring;

import java.util.Optional;

/** What a ring is for: hears what is said in it. Every call is within a turn of the node. */
public interface RingApplication {

    /** Why this peer does not take the seat that it is offered; nothing when it does. */
    Optional<String> refusal(Charter charter);

    /** All have taken their seats. After a restart it is told again, before what was said is. */
    void onFounded(Ring ring);

    /** Something was said. It is told in the order of the numbers, and again after a restart, from the first. */
    void onSaid(Ring ring, Said said);

    /** A seat has left for good, by a majority's word or its own. It has a place in the order as what is said has. */
    void onLeft(Ring ring, int seat);

    /** All that was kept from before this start has been told. Only after a restart, once. */
    void onRestored(Ring ring);

    /** A seat has been away for longer than a hiccup. */
    void onAway(Ring ring, int seat);

    /** A seat that was away is back; not told when it has left meanwhile. */
    void onBack(Ring ring, int seat);

    /** To the dealer: everybody who is in has all up to the number {@link Ring#settled}. */
    void onSettled(Ring ring);

    /** Whether this seat has owed something for so long that it may be excluded although it is not away. */
    boolean isOverdue(Ring ring, int seat);

    /** The ring cannot go on, and is closed. Not told of a ring that did not come to stand. */
    void onBroken(Ring ring, String reason);
}
