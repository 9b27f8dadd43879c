package io.eddy;

import io.eddy.directory.Contest;
import io.eddy.directory.Via;
import io.eddy.entry.MessageId;
import io.eddy.game.GameEvent;
import io.eddy.node.Endpoint;
import io.eddy.node.PeerId;
import java.util.Optional;

/** What a peer tells whoever embeds it. */
public sealed interface PeerEvent {

    /** A manager has the name, durably. */
    record Registered(Endpoint manager, String name) implements PeerEvent {}

    /** A manager has taken the name off its list, as asked. */
    record Deregistered(Endpoint manager, String name) implements PeerEvent {}

    /** A manager does not give the name; the peer stays up without it. */
    record RegisterRefused(Endpoint manager, String name, String reason) implements PeerEvent {}

    /** The link to a manager is gone; the peer registers again by itself when it is back. */
    record ManagerLost(Endpoint manager, String name, String reason) implements PeerEvent {}

    /** A contact or a linked peer can be reached. */
    record PeerOnline(PeerId peer, String name, Via via) implements PeerEvent {}

    /** A contact or a formerly linked peer cannot be reached. */
    record PeerOffline(PeerId peer, String name, Via via) implements PeerEvent {}

    /**
     * Somebody said something. Told once for each message, however often it came, also across restarts.
     *
     * @param fromName the author's name as this peer knows it
     * @param room the room it was said in; empty for a direct message
     * @param sentAtMillis when, by the author's clock, in milliseconds since 1970
     */
    record MessageReceived(
            MessageId message, PeerId from, String fromName, Optional<String> room, String text, long sentAtMillis)
            implements PeerEvent {}

    /** A peer has a message of ours durably, and passes it on to whom it is for. */
    record Sent(MessageId message, PeerId carrier, String carrierName) implements PeerEvent {}

    /** The recipient has a message of ours, durably. */
    record Delivered(MessageId message, PeerId to, String toName) implements PeerEvent {}

    /** Somebody goes by the name of a contact, with another key; nothing is sent to it by that name. */
    record NameContested(Contest contest) implements PeerEvent {}

    /** Something happened in a game that this peer plays. */
    record InGame(GameEvent event) implements PeerEvent {}

    /**
     * Nobody was linked in 5 s, or all who were have gone for so long.
     *
     * @param onLan whether it was looked for on the local network
     * @param heard peers that are heard on the local network, and yet there is no link to any
     * @param withManagers whether there are managers to ask
     */
    record Alone(boolean onLan, int heard, boolean withManagers) implements PeerEvent {}

    /** Something the operator should know and need not act on at once. */
    record Notice(String text) implements PeerEvent {}
}
