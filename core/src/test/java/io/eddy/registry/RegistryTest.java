package io.eddy.registry;

import static io.eddy.node.RecordingWorld.idOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.node.Closing.Code;
import io.eddy.node.Endpoint;
import io.eddy.node.RecordingLink;
import io.eddy.registry.Player.Presence;
import io.eddy.registry.RegistryConfig.GameLimits;
import io.eddy.registry.RegistryEvent.PlayerDeregistered;
import io.eddy.registry.RegistryEvent.PlayerLost;
import io.eddy.registry.RegistryEvent.PlayerRegistered;
import io.eddy.registry.RegistryMessage.Deregister;
import io.eddy.registry.RegistryMessage.Deregistered;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Refusal;
import io.eddy.registry.RegistryMessage.Refused;
import io.eddy.registry.RegistryMessage.Register;
import io.eddy.registry.RegistryMessage.Registered;
import io.eddy.registry.RegistryMessage.Renew;
import io.eddy.wire.WireReader;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who may have a name, and for how long. */
final class RegistryTest {
    private static final Duration LEASE = ManagerSide.CONFIG.lease();
    private static final Duration KEPT = ManagerSide.CONFIG.nameKept();
    private static final long LEASE_MILLIS = LEASE.toMillis();
    private static final Duration TICK = Duration.ofMillis(1);

    private final ManagerSide manager = new ManagerSide();

    @Test
    void aNameIsGivenWithALease() {
        manager.link("alice");
        assertThat(manager.answer("alice", new Register(7, "Alice")))
                .isEqualTo(new Registered(7, "Alice", 1, LEASE_MILLIS));
        assertThat(manager.events).singleElement().isInstanceOfSatisfying(PlayerRegistered.class, registered -> {
            assertThat(registered.player().peer()).isEqualTo(idOf("alice"));
            assertThat(registered.player().address()).isEqualTo(new Endpoint("192.0.2.1", 49_152));
        });
        assertThat(manager.list()).containsExactly("Alice FREE");
    }

    @Test
    void nothingIsAnsweredBeforeItIsDurable() {
        manager.link("alice");
        manager.hear("alice", new Register(7, "alice"));
        assertThat(manager.said("alice")).isEmpty();
        assertThat(manager.events).isEmpty();
        manager.world.store().commit();
        assertThat(manager.said("alice")).hasSize(1);
        manager.hear("alice", new Deregister(8));
        assertThat(manager.said("alice")).isEmpty();
        manager.world.store().commit();
        assertThat(manager.said("alice")).containsExactly(new Deregistered(8));
    }

    @Test
    void aNameOfAnotherKeyIsRefused() {
        manager.enlist("alice");
        manager.link("mallory");
        assertThat(manager.answer("mallory", new Register(3, "ALICE")))
                .isEqualTo(new Refused(3, Refusal.NAME_TAKEN, "the name alice belongs to another key"));
        assertThat(manager.registry.presence("alice", idOf("alice"))).contains(Presence.FREE);
        assertThat(manager.registry.presence("alice", idOf("mallory"))).isEmpty();
    }

    @Test
    void theSameKeyReturnsToItsNameWithALaterEpoch() {
        manager.enlist("alice");
        manager.drop("alice", Code.BROKEN);
        manager.link("alice");
        assertThat(manager.answer("alice", new Register(2, "alice")))
                .isEqualTo(new Registered(2, "alice", 2, LEASE_MILLIS));
    }

    @Test
    void aRenamedPeerFreesItsFormerName() {
        manager.enlist("alice");
        manager.answer("alice", new Register(2, "alicia"));
        assertThat(manager.list()).containsExactly("alicia FREE");
        manager.link("bob");
        assertThat(manager.answer("bob", new Register(1, "alice"))).isInstanceOf(Registered.class);
        assertThat(manager.restarted(TICK).list()).containsExactly("alice OFFLINE", "alicia OFFLINE");
    }

    @Test
    void aNameIsKeptForThirtyDaysAfterTheLease() {
        manager.enlist("alice");
        manager.drop("alice", Code.BROKEN);
        manager.outlastLeases();
        manager.link("bob");
        manager.world.pass(KEPT);
        assertThat(manager.answer("bob", new Register(1, "alice"))).isInstanceOf(Refused.class);
        manager.world.pass(TICK);
        assertThat(manager.answer("bob", new Register(2, "alice"))).isInstanceOf(Registered.class);
        assertThat(manager.world.store().load(NameHistory.TABLE))
                .extracting(NameHistory::peer)
                .containsExactly(idOf("alice"));
    }

    @Test
    void theFormerOwnerOfANameThatWentToAnotherIsRefused() {
        manager.enlist("alice");
        manager.drop("alice", Code.BYE);
        manager.world.pass(KEPT.plus(TICK));
        manager.link("bob");
        manager.answer("bob", new Register(1, "alice"));
        manager.link("alice");
        assertThat(manager.answer("alice", new Register(1, "alice"))).isInstanceOf(Refused.class);
        assertThat(manager.answer("alice", new Deregister(2))).isEqualTo(new Deregistered(2));
        assertThat(manager.list()).containsExactly("alice FREE");
    }

    @Test
    void whoDeregistersIsHiddenAndKeepsTheNameBound() {
        manager.enlist("alice");
        assertThat(manager.answer("alice", new Deregister(5))).isEqualTo(new Deregistered(5));
        assertThat(manager.list()).isEmpty();
        assertThat(manager.events).singleElement().isInstanceOf(PlayerDeregistered.class);
        manager.link("bob");
        assertThat(manager.answer("bob", new Register(1, "alice"))).isInstanceOf(Refused.class);
        assertThat(manager.answer("alice", new Deregister(6))).isEqualTo(new Deregistered(6));
        assertThat(manager.answer("alice", new Register(7, "alice")))
                .isEqualTo(new Registered(7, "alice", 2, LEASE_MILLIS));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ''    | a name has 1 to 32 letters or digits
                    7up   | a name begins with a letter
                    a b   | a name has only letters, digits, '-', '_' and '.', and begins with a letter
                    """)
    void aBadNameIsRefusedWithASentence(String name, String sentence) {
        manager.link("alice");
        assertThat(manager.answer("alice", new Register(1, name)))
                .isEqualTo(new Refused(1, Refusal.BAD_NAME, sentence));
    }

    @Test
    void aNameTooLongForAFieldIsRefusedAndOneTooLongForAMessageEndsTheLink() {
        RecordingLink link = manager.link("alice");
        assertThat(manager.answer("alice", new Register(1, "a".repeat(1_024))))
                .isEqualTo(
                        new Refused(1, Refusal.BAD_NAME, "a name has at most 32 letters or digits, this one has 1024"));
        byte[] tenThousand = RegistryFrames.register("a".repeat(10_000));
        manager.node.onFrame(link, new WireReader(tenThousand));
        assertThat(link.closing())
                .isNotNull()
                .satisfies(why -> assertThat(why.code()).isEqualTo(Code.MALFORMED));
        assertThat(manager.list()).isEmpty();
    }

    @Test
    void aFullRegistryGivesNoFurtherName() {
        ManagerSide small =
                new ManagerSide(new RegistryConfig(LEASE, KEPT, Duration.ofHours(1), 2, GameLimits.DEFAULT));
        small.enlist("alice");
        small.enlist("bob");
        small.link("carol");
        assertThat(small.answer("carol", new Register(1, "carol")))
                .isEqualTo(new Refused(1, Refusal.BUSY, "the registry is full"));
        assertThat(small.answer("bob", new Register(2, "bob"))).isInstanceOf(Registered.class);
        assertThat(small.answer("bob", new Register(3, "bobby"))).isInstanceOf(Registered.class);
    }

    @Test
    void namesKeptLongEnoughMakeRoomInAFullRegistry() {
        ManagerSide small =
                new ManagerSide(new RegistryConfig(LEASE, KEPT, Duration.ofHours(1), 2, GameLimits.DEFAULT));
        small.enlist("alice");
        small.enlist("bob");
        small.drop("alice", Code.BYE);
        small.world.pass(KEPT.plus(TICK));
        small.link("carol");
        assertThat(small.answer("carol", new Register(1, "carol"))).isInstanceOf(Registered.class);
        assertThat(small.list()).containsExactly("bob FREE", "carol FREE");
        assertThat(small.world.store().load(PlayerRecord.TABLE))
                .extracting(PlayerRecord::folded)
                .containsExactly("bob", "carol");
    }

    @Test
    void whenNothingCanBeWrittenTheManagerIsBusy() {
        manager.enlist("alice");
        manager.link("bob");
        manager.world.store().setAccepting(false);
        Refused busy = new Refused(1, Refusal.BUSY, "the manager cannot write at present");
        assertThat(manager.answer("bob", new Register(1, "bob"))).isEqualTo(busy);
        assertThat(manager.answer("alice", new Renew(1))).isEqualTo("nothing");
        assertThat(manager.list()).containsExactly("alice FREE");
    }

    @Test
    void aLeaseThatIsNotRenewedEnds() {
        manager.enlist("alice");
        manager.drop("alice", Code.BROKEN);
        manager.world.elapse(LEASE.minus(TICK));
        assertThat(manager.list()).containsExactly("alice FREE");
        manager.world.elapse(TICK);
        manager.world.store().commit();
        assertThat(manager.list()).containsExactly("alice OFFLINE");
        assertThat(manager.events).singleElement().isInstanceOf(PlayerLost.class);
    }

    @Test
    void aLeaseThatIsRenewedHolds() {
        manager.enlist("alice");
        for (int i = 0; i < 10; i++) {
            manager.world.elapse(Duration.ofSeconds(8));
            manager.hear("alice", new Renew(1));
        }
        assertThat(manager.said("alice")).doesNotHaveAnyElementsOfTypes(Refused.class);
        assertThat(manager.list()).containsExactly("alice FREE");
    }

    @Test
    void aRenewalOfAnotherEpochOrOfNothingIsRefused() {
        Refused refused = new Refused(0, Refusal.NOT_REGISTERED, "there is no lease to renew");
        manager.link("bob");
        assertThat(manager.answer("bob", new Renew(1))).isEqualTo(refused);
        manager.enlist("alice");
        assertThat(manager.answer("alice", new Renew(2))).isEqualTo(refused);
        for (int i = 0; i < 4; i++) {
            manager.world.elapse(Duration.ofSeconds(8));
            manager.hear("alice", new Query(1, ""));
        }
        assertThat(manager.answer("alice", new Renew(1))).isEqualTo(refused);
    }

    @Test
    void aRenewalIsWrittenDownOnceAnHour() {
        manager.enlist("alice");
        int writes = 0;
        for (int i = 0; i < 450 * 2; i++) {
            manager.world.elapse(Duration.ofSeconds(8));
            manager.hear("alice", new Renew(1));
            writes += manager.world.store().isDirty() ? 1 : 0;
            manager.world.store().commit();
        }
        assertThat(writes).isEqualTo(1);
    }

    @Test
    void whoSaysGoodbyeIsOfflineAtOnceAndWhoIsCutOffIsNot() {
        manager.enlist("alice");
        manager.enlist("bob");
        manager.drop("alice", Code.BYE);
        manager.drop("bob", Code.SILENT);
        assertThat(manager.list()).containsExactly("alice OFFLINE", "bob FREE");
    }

    @Test
    void afterARestartAllAreOfflineAndNamesAreKept() {
        manager.enlist("alice");
        manager.enlist("bob");
        manager.answer("bob", new Deregister(1));
        ManagerSide next = manager.restarted(Duration.ofDays(29));
        assertThat(next.list()).containsExactly("alice OFFLINE");
        assertThat(next.world.timers()).isEmpty();
        next.link("mallory");
        assertThat(next.answer("mallory", new Register(1, "alice"))).isInstanceOf(Refused.class);
        assertThat(next.answer("mallory", new Register(2, "bob"))).isInstanceOf(Refused.class);
        next.link("alice");
        assertThat(next.answer("alice", new Register(1, "alice")))
                .isEqualTo(new Registered(1, "alice", 2, LEASE_MILLIS));
    }

    @Test
    void whatWasNotAnsweredMayBeForgottenByACrash() {
        manager.link("alice");
        manager.hear("alice", new Register(1, "alice"));
        assertThat(manager.restarted(TICK).list()).isEmpty();
    }

    @Test
    void aKickedPeerIsToldAndItsLinkClosed() {
        manager.enlist("alice");
        RecordingLink link =
                manager.links.link(idOf("alice")).map(RecordingLink.class::cast).orElseThrow();
        assertThat(manager.registry.kick("Alice")).isPresent();
        assertThat(link.said())
                .containsExactly(new Refused(0, Refusal.KICKED, "the manager's operator took you off the list"));
        assertThat(link.closing()).isNull();
        manager.world.store().commit();
        assertThat(link.closing()).isNotNull();
        assertThat(manager.list()).isEmpty();
        assertThat(manager.events).singleElement().isInstanceOf(PlayerDeregistered.class);
        assertThat(manager.world.timers()).isEmpty();
        assertThat(manager.registry.kick("alice")).isEmpty();
    }

    @Test
    void nobodyIsKickedUnderANameThatNobodyHas() {
        manager.enlist("alice");
        assertThat(manager.registry.kick("bob")).isEmpty();
        assertThat(manager.world.store().isDirty()).isFalse();
    }

    @Test
    void anAnswerToTheManagerIsAViolation() {
        RecordingLink link = manager.link("alice");
        manager.hear("alice", new Deregistered(1));
        assertThat(link.closing())
                .isNotNull()
                .satisfies(why -> assertThat(why.code()).isEqualTo(Code.VIOLATION));
    }
}
