package io.eddy;

import io.eddy.atlas.AtlasConfig;
import io.eddy.overlay.OverlayConfig;

/**
 * Sizes of a peer's part in the mesh.
 *
 * @param overlay its neighbours, and the addresses it knows
 * @param charted peers on its map
 */
public record MeshConfig(OverlayConfig overlay, AtlasConfig.Limits charted) {
    public static final MeshConfig DEFAULT = new MeshConfig(OverlayConfig.DEFAULT, AtlasConfig.Limits.DEFAULT);
}
