package io.eddy;

import java.util.List;
import java.util.Optional;

/**
 * What has become of a message of one's own, and what it waits for.
 *
 * @param message as it is kept
 * @param unsealed whether it waits because the recipient's sealing key is not known
 * @param carriers those linked that have it, by name
 * @param blocked whether the recipient is: nothing goes to it, and nobody is asked to carry it
 * @param recipient by which ways the recipient was tried; empty for what was said in a room
 */
public record Standing(
        KeptMessage message,
        boolean unsealed,
        boolean blocked,
        List<String> carriers,
        Optional<Reachability> recipient) {}
