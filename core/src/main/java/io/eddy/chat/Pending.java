package io.eddy.chat;

import io.eddy.node.PeerId;
import java.util.List;

/**
 * What a message of ours waits for.
 *
 * @param unsealed whether it is not known by what to seal it
 * @param carriers those that have it and pass it on: those linked, then those who had it when they were
 */
public record Pending(Talk where, Utterance said, boolean unsealed, List<PeerId> carriers) {}
