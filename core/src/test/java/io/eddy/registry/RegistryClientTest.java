package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.registry.ClientSide.AWAY;
import static io.eddy.registry.ClientSide.HOME;
import static io.eddy.registry.ClientSide.address;
import static io.eddy.registry.ClientSide.lastSaid;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkMessage.Role;
import io.eddy.node.Answer;
import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.registry.Membership.State;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Renew;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How alice comes onto the lists of managers, stays there, and leaves them. */
final class RegistryClientTest {
    private static final Duration DEADLINE = Duration.ofSeconds(8);

    private final ClientSide alice = new ClientSide();
    private final Answer<Endpoint> registered = new Answer<>();
    private final Answer<Integer> left = new Answer<>();

    @Test
    void aManagerThatIsReachedIsAskedForTheName() {
        alice.client.keepRegistered(address(HOME), "alice");
        RecordingLink link = alice.answer(HOME, "manager", Role.MANAGER);
        assertThat(lastSaid(link, Register.class).name()).isEqualTo("alice");
        assertThat(alice.events).isEmpty();
        alice.grant(link, 1);
        assertThat(alice.events).containsExactly(new ClientEvent.Registered(HOME, "alice"));
        assertThat(alice.client.isManager(idOf("manager"))).isTrue();
    }

    @Test
    void theLeaseIsRenewedEveryTenSeconds() {
        RecordingLink link = alice.enlist();
        alice.elapseLinked(Duration.ofSeconds(9), link);
        assertThat(link.said(Renew.class)).isEmpty();
        alice.elapseLinked(Duration.ofSeconds(51), link);
        assertThat(link.said(Renew.class)).hasSize(6).containsOnly(new Renew(1));
    }

    @Test
    void afterALossSheRegistersAgain() {
        RecordingLink link = alice.enlist();
        alice.fail(link, Code.BROKEN);
        assertThat(alice.events).containsExactly(new ClientEvent.Lost(HOME, "alice", "broken"));
        alice.world.elapse(Duration.ofSeconds(1));
        RecordingLink again = alice.answer(HOME, "manager", Role.MANAGER);
        alice.grant(again, 2);
        assertThat(alice.events).hasSize(2).endsWith(new ClientEvent.Registered(HOME, "alice"));
        alice.elapseLinked(Duration.ofSeconds(10), again);
        assertThat(again.said(Renew.class)).containsExactly(new Renew(2));
    }

    @Test
    void aLeaseThatTheManagerForgotIsAskedForAnew() {
        RecordingLink link = alice.enlist();
        Refused forgotten = new Refused(0, Refusal.NOT_REGISTERED, "there is no lease to renew");
        alice.hear(link, forgotten);
        alice.hear(link, forgotten);
        assertThat(link.said(Register.class)).hasSize(1);
        alice.grant(link, 2);
        assertThat(alice.membership(HOME).state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void aNameThatIsTakenIsToldAndNotAskedForAgain() {
        RecordingLink link = refusedAtStart(Refusal.NAME_TAKEN);
        assertThat(alice.events).containsExactly(new ClientEvent.Refused(HOME, "alice", "no"));
        assertThat(alice.membership(HOME).reason()).isEqualTo("no");
        alice.elapseLinked(Duration.ofMinutes(2), link);
        assertThat(link.said(Register.class)).isEmpty();
    }

    @Test
    void aManagerThatIsBusyIsAskedAgain() {
        RecordingLink link = refusedAtStart(Refusal.BUSY);
        alice.elapseLinked(Duration.ofSeconds(5), link);
        alice.grant(link, 1);
        assertThat(alice.membership(HOME).state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void whoWasKickedStaysOff() {
        RecordingLink link = alice.enlist();
        alice.hear(link, new Refused(0, Refusal.KICKED, "off with you"));
        alice.fail(link, Code.BYE);
        alice.world.elapse(Duration.ofSeconds(5));
        RecordingLink again = alice.answer(HOME, "manager", Role.MANAGER);
        alice.elapseLinked(Duration.ofMinutes(1), again);
        assertThat(again.said(Register.class)).isEmpty();
        assertThat(alice.events).containsExactly(new ClientEvent.Refused(HOME, "alice", "off with you"));
    }

    @Test
    void anAnswerToAnEarlierRequestIsNotHeeded() {
        alice.client.keepRegistered(address(HOME), "alice");
        RecordingLink link = alice.answer(HOME, "manager", Role.MANAGER);
        long request = lastSaid(link, Register.class).request();
        alice.hear(link, new RegistryMessage.Registered(request + 5, "alice", 1, 30_000));
        alice.hear(link, new Refused(request + 5, Refusal.BAD_NAME, "no"));
        assertThat(alice.events).isEmpty();
        assertThat(alice.membership(HOME).state()).isEqualTo(State.ASKED);
    }

    @Test
    void theKeyThatAnswersFirstMustAnswerEverAfter() {
        alice.enlist();
        alice.world.store().commit();
        ClientSide next = alice.restarted();
        next.client.keepRegistered(address(HOME), "alice");
        next.client.keepRegistered(address(AWAY), "alice");
        assertThat(next.dialOf(HOME).expected()).isEqualTo(idOf("manager"));
        assertThat(next.dialOf(AWAY).expected()).isNull();
    }

    @Test
    void aFingerprintCountsMoreThanTheKeyThatIsRemembered() {
        alice.enlist();
        alice.client.register(address(HOME, "anna"), "alice", registered);
        assertThat(alice.dialOf(HOME).expected()).isEqualTo(idOf("anna"));
        RecordingLink link = alice.answer(HOME, "anna", Role.MANAGER);
        alice.grant(link, 1);
        assertThat(registered.result()).isEqualTo(HOME);
        assertThat(alice.client.memberships()).hasSize(1);
        alice.world.store().commit();
        ClientSide next = alice.restarted();
        next.client.keepRegistered(address(HOME), "alice");
        assertThat(next.dialOf(HOME).expected()).isEqualTo(idOf("anna"));
    }

    @Test
    void anotherKeyIsToldOnceUntilTheRightOneIsBack() {
        alice.enlist();
        alice.fail(alice.dialOf(HOME), Code.BROKEN);
        alice.events.clear();
        for (Code code : new Code[] {Code.WRONG_PEER, Code.WRONG_PEER, Code.REFUSED, Code.WRONG_PEER}) {
            alice.world.elapse(Duration.ofSeconds(5));
            alice.fail(alice.dialOf(HOME), code);
        }
        assertThat(alice.events).singleElement().isInstanceOf(ClientEvent.WrongKey.class);
    }

    @Test
    void anotherKeyIsToldOnceAlsoWhereTheNameWasRefused() {
        alice.fail(refusedAtStart(Refusal.NAME_TAKEN), Code.BROKEN);
        alice.events.clear();
        for (int i = 0; i < 3; i++) {
            alice.world.elapse(Duration.ofSeconds(5));
            alice.fail(alice.dialOf(HOME), Code.WRONG_PEER);
        }
        assertThat(alice.events).hasSize(1);
    }

    @Test
    void registeringIsAnsweredWhenItIsGranted() {
        alice.client.register(address(HOME), "alice", registered);
        RecordingLink link = alice.answer(HOME, "manager", Role.MANAGER);
        registered.assertOpen();
        alice.grant(link, 1);
        assertThat(registered.result()).isEqualTo(HOME);
        alice.elapseLinked(DEADLINE, link);
        assertThat(alice.membership(HOME).state()).isEqualTo(State.REGISTERED);
    }

    @Test
    void registeringWithAPeerIsRejected() {
        alice.client.register(address(HOME), "alice", registered);
        alice.answer(HOME, "bob", Role.PEER);
        assertThat(registered.complaint()).isEqualTo("home.example:5050 is a peer, not a manager");
        assertNothingIsLeft();
    }

    @Test
    void aPeerWhereAManagerShouldBeIsToldAndForgotten() {
        alice.client.keepRegistered(address(HOME), "alice");
        alice.answer(HOME, "bob", Role.PEER);
        assertThat(alice.events)
                .containsExactly(new ClientEvent.Refused(HOME, "alice", "home.example:5050 is a peer, not a manager"));
        assertNothingIsLeft();
    }

    @Test
    void registeringWhereNobodyListensIsRejectedAndForgotten() {
        alice.client.register(address(HOME), "alice", registered);
        alice.fail(alice.dialOf(HOME), Code.REFUSED);
        assertThat(registered.complaint()).isEqualTo("no manager answers at home.example:5050: refused");
        assertNothingIsLeft();
    }

    @Test
    void registeringWhereNobodyAnswersIsRejectedInTime() {
        alice.client.register(address(HOME), "alice", registered);
        alice.dialOf(HOME);
        alice.world.elapse(DEADLINE);
        assertThat(registered.complaint()).isEqualTo("no manager answers at home.example:5050");
        assertNothingIsLeft();
    }

    @Test
    void registeringWithAManagerThatIsBusyIsOver() {
        alice.client.register(address(HOME), "alice", registered);
        RecordingLink link = alice.answer(HOME, "manager", Role.MANAGER);
        alice.hear(link, new Refused(lastSaid(link, Register.class).request(), Refusal.BUSY, "busy"));
        link.takeSaid();
        assertThat(registered.complaint()).isEqualTo("busy");
        alice.elapseLinked(Duration.ofMinutes(1), link);
        assertThat(link.said(Register.class)).isEmpty();
    }

    @Test
    void anotherNameThatIsGrantedTakesThePlaceOfTheFirst() {
        RecordingLink link = alice.enlist();
        alice.client.register(address(HOME), "alicia", registered);
        alice.grant(link, 1);
        assertThat(registered.result()).isEqualTo(HOME);
        assertThat(alice.membership(HOME).name()).isEqualTo("alicia");
    }

    @Test
    void anotherNameThatIsRefusedChangesNothing() {
        RecordingLink link = alice.enlist();
        alice.client.register(address(HOME), "bob", registered);
        alice.hear(link, new Refused(lastSaid(link, Register.class).request(), Refusal.NAME_TAKEN, "taken"));
        assertThat(registered.complaint()).isEqualTo("taken");
        assertStillEnlisted(link);
    }

    @Test
    void anotherNameThatIsNotAnsweredChangesNothing() {
        RecordingLink link = alice.enlist();
        alice.client.register(address(HOME), "alicia", registered);
        alice.elapseLinked(DEADLINE, link);
        assertThat(registered.complaint()).isEqualTo("no manager answers at home.example:5050");
        assertStillEnlisted(link);
    }

    @Test
    void anotherNameThatIsAskedForAsTheLinkBreaksChangesNothing() {
        RecordingLink link = alice.enlist();
        alice.client.register(address(HOME), "alicia", registered);
        alice.fail(link, Code.BROKEN);
        assertThat(registered.complaint()).isEqualTo("no manager answers at home.example:5050: broken");
        assertThat(alice.events).containsExactly(new ClientEvent.Lost(HOME, "alice", "broken"));
        alice.world.elapse(Duration.ofSeconds(1));
        RecordingLink again = alice.answer(HOME, "manager", Role.MANAGER);
        assertThat(lastSaid(again, Register.class).name()).isEqualTo("alice");
    }

    @Test
    void aSecondWishTakesThePlaceOfTheFirst() {
        Answer<Endpoint> second = new Answer<>();
        alice.client.register(address(HOME), "alice", registered);
        alice.client.register(address(HOME), "alicia", second);
        assertThat(registered.complaint()).isEqualTo("another /register took its place");
        RecordingLink link = alice.answer(HOME, "manager", Role.MANAGER);
        alice.grant(link, 1);
        assertThat(second.result()).isEqualTo(HOME);
        assertThat(alice.membership(HOME).name()).isEqualTo("alicia");
    }

    @Test
    void aManagerKnownByAnotherAddressIsNotRegisteredWithTwice() {
        RecordingLink link = alice.enlist();
        alice.client.register(address(AWAY), "bob", registered);
        alice.world.elapse(Duration.ZERO);
        // The other way to the same manager is a duplicate of the link there is.
        alice.answer(AWAY, "manager", Role.MANAGER);
        assertThat(registered.complaint()).isEqualTo("away.example:5050 is the same manager as home.example:5050");
        assertThat(alice.client.memberships()).hasSize(1);
        assertStillEnlisted(link);
    }

    @Test
    void aManagerThatHasMovedIsFollowed() {
        RecordingLink link = alice.enlist();
        alice.fail(link, Code.BROKEN);
        alice.client.register(address(AWAY), "alice", registered);
        RecordingLink there = alice.answer(AWAY, "manager", Role.MANAGER);
        alice.grant(there, 2);
        assertThat(registered.result()).isEqualTo(AWAY);
        assertThat(alice.client.memberships()).extracting(Membership::endpoint).containsExactly(AWAY);
    }

    @Test
    void managersAreLimited() {
        for (int i = 0; i < Memberships.MAX; i++) {
            alice.client.keepRegistered(address(new Endpoint("192.0.2." + i, 5_050)), "alice");
        }
        alice.client.register(address(HOME), "alice", registered);
        assertThat(registered.complaint()).isEqualTo("a peer registers with at most 16 managers");
    }

    @Test
    void deregisteringIsAnsweredWhenTheManagerHasDoneIt() {
        RecordingLink link = alice.enlist();
        alice.client.deregister(left);
        left.assertOpen();
        alice.hear(link, new Deregistered(lastSaid(link, Deregister.class).request()));
        assertThat(left.result()).isEqualTo(1);
        assertThat(alice.events).containsExactly(new ClientEvent.Deregistered(HOME, "alice"));
        alice.elapseLinked(Duration.ofMinutes(1), link);
        assertThat(link.said(Renew.class)).isEmpty();
        assertThat(link.said(Register.class)).isEmpty();
    }

    @Test
    void deregisteringEndsInTimeWhenTheManagerIsDumbAndAtOnceWhenItIsGone() {
        RecordingLink link = alice.enlist();
        alice.client.deregister(left);
        alice.elapseLinked(DEADLINE, link);
        assertThat(left.result()).isEqualTo(1);
        ClientSide other = new ClientSide();
        RecordingLink lost = other.enlist();
        Answer<Integer> atOnce = new Answer<>();
        other.client.deregister(atOnce);
        other.fail(lost, Code.BROKEN);
        assertThat(atOnce.result()).isEqualTo(1);
        other.world.elapse(Duration.ofSeconds(5));
        assertThat(other.answer(HOME, "manager", Role.MANAGER).said(Register.class))
                .isEmpty();
    }

    @Test
    void whoIsNowhereRegisteredCannotDeregister() {
        alice.client.deregister(left);
        assertThat(left.complaint()).isEqualTo("this peer is registered with no manager");
    }

    @Test
    void deregisteringTakesThePlaceOfRegistering() {
        alice.enlist();
        alice.client.register(address(HOME), "alicia", registered);
        alice.client.deregister(left);
        assertThat(registered.complaint()).isEqualTo("/deregister took its place");
        RecordingLink link = alice.dialOf(HOME);
        alice.hear(link, new Deregistered(lastSaid(link, Deregister.class).request()));
        assertThat(left.result()).isEqualTo(1);
    }

    @Test
    void whatWasDisconnectedIsNotDialledBeforeItIsRegisteredWithAgain() {
        RecordingLink link = alice.enlist();
        alice.client.register(address(AWAY), "alice", registered);
        alice.client.suspend();
        assertThat(registered.complaint()).isEqualTo("disconnected by the operator");
        alice.fail(link, Code.BYE);
        int dials = alice.world.dials().size();
        alice.world.elapse(Duration.ofMinutes(5));
        assertThat(alice.world.dials()).hasSize(dials);
        Answer<Endpoint> again = new Answer<>();
        alice.client.register(address(HOME), "alice", again);
        alice.grant(alice.answer(HOME, "manager", Role.MANAGER), 2);
        assertThat(again.result()).isEqualTo(HOME);
    }

    private RecordingLink refusedAtStart(Refusal refusal) {
        alice.client.keepRegistered(address(HOME), "alice");
        RecordingLink link = alice.answer(HOME, "manager", Role.MANAGER);
        alice.hear(link, new Refused(lastSaid(link, Register.class).request(), refusal, "no"));
        link.takeSaid();
        return link;
    }

    private void assertStillEnlisted(RecordingLink link) {
        assertThat(alice.membership(HOME).state()).isEqualTo(State.REGISTERED);
        assertThat(alice.membership(HOME).name()).isEqualTo("alice");
        link.takeSaid();
        alice.elapseLinked(Duration.ofSeconds(40), link);
        assertThat(link.said(Renew.class)).hasSizeGreaterThanOrEqualTo(4).containsOnly(new Renew(1));
    }

    private void assertNothingIsLeft() {
        assertThat(alice.client.memberships()).isEmpty();
        int dials = alice.world.dials().size();
        alice.world.elapse(Duration.ofMinutes(1));
        assertThat(alice.world.dials()).hasSize(dials);
    }
}
