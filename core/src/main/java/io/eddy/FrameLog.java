package io.eddy;

import io.eddy.node.FrameTrace;
import io.eddy.node.PeerId;
import java.util.List;
import java.util.Map;

/**
 * The last frames that a peer said and heard, without what is in them.
 *
 * @param noting whether frames are noted
 * @param frames the oldest first, at most {@value FrameTrace#MAX_FRAMES}
 * @param names of those with whom they were exchanged
 */
public record FrameLog(boolean noting, List<FrameTrace.Frame> frames, Map<PeerId, String> names) {}
