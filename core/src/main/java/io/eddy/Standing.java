package io.eddy;

import java.util.List;
import java.util.Optional;

/**
 * What has become of a message of one's own, and what it waits for.
 *
 * @param message as it is kept
 * @param unsealed whether it waits because the recipient's sealing key is not known
 * @param carriers those that have it and pass it on, by name: those linked, then those who had it when they were
 * @param blocked whether the recipient is: nothing goes to it, and nobody is asked to carry it
 * @param recipient by which ways the recipient was tried; empty for what was said in a room
 */
public record Standing(
        KeptMessage message,
        boolean unsealed,
        boolean blocked,
        List<String> carriers,
        Optional<Reachability> recipient) {}
