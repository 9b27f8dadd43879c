package io.eddy;

import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.time.Duration;

/**
 * What another side, a peer or a manager, said when its latest link to this peer began.
 *
 * @param observed the address at which it sees this peer, with the port of that one link
 * @param clockAhead by how much its clock was ahead of this peer's
 * @param dialledHere whether the link was dialled by the other side, so that this peer can be reached
 */
public record Witness(PeerId side, Endpoint observed, Duration clockAhead, boolean dialledHere) {}
