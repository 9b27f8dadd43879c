package io.eddy.node;

import org.jspecify.annotations.Nullable;

/**
 * What the link protocol may ask of the node it runs on.
 *
 * @param <M> the messages it sends on links
 * @param <T> the names of its timers
 */
public interface LinkHost<M, T> extends Surroundings<T> {

    /** See {@link World#dial}. */
    Link dial(Endpoint to, @Nullable PeerId expected);

    void send(Link link, M message);

    /** Makes this link the session with its peer, in place of the one there may be; the protocols are told. */
    void admit(Link link);

    /** Ends the session, if there is one on this link; the protocols are told. The link itself stays. */
    void dismiss(Link link, Closing why);
}
