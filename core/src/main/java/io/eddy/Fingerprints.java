package io.eddy;

import io.eddy.node.PeerId;

/** Two ids for two people to compare over another way of talking. */
public record Fingerprints(PeerId own, String ownName, PeerId other, String otherName) {}
