package io.eddy;

import io.eddy.directory.Attempt;
import io.eddy.node.PeerId;
import java.util.List;
import java.util.Optional;

/**
 * Why there is a link to a peer, or none: by which ways it was tried.
 *
 * @param name as this peer knows it; where only an address is known, that
 * @param peer empty when it is not known who listens at the address
 * @param attempts the oldest first
 * @param waiting how many messages wait for it
 */
public record Reachability(String name, Optional<PeerId> peer, boolean linked, List<Attempt> attempts, int waiting) {}
