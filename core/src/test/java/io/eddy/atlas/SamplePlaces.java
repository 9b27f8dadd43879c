package io.eddy.atlas;

import static io.eddy.node.RecordingWorld.idOf;
import static io.eddy.node.RecordingWorld.keyOf;
import static io.eddy.node.RecordingWorld.signatureBy;

import io.eddy.atlas.AtlasMessage.Sighting;
import io.eddy.atlas.AtlasMessage.Tidings;
import io.eddy.atlas.Sheet.Activity;
import io.eddy.atlas.Sheet.Head;
import io.eddy.node.PeerId;
import io.eddy.node.PublicKey;
import io.eddy.wire.Bytes;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/** Places of people in tests. */
final class SamplePlaces {
    static final int HOLDS_SECONDS = 180;

    private SamplePlaces() {}

    /** Of somebody in its first life, with these neighbours, who is in no room. */
    static Place of(String name, long number, String... neighbours) {
        return signed(name, sheet(name, new Edition(1, number), neighbours));
    }

    static Place signed(String signer, Sheet sheet) {
        return new Place(sheet, Bytes.owning(signatureBy(signer, Place.signed(sheet))));
    }

    static Sheet sheet(String name, Edition edition, String... neighbours) {
        return new Sheet(head(keyOf(name), edition), name, Activity.FREE, prefixes(neighbours), List.of());
    }

    static Head head(PublicKey key, Edition edition) {
        return new Head(Sheet.VERSION, key, edition, HOLDS_SECONDS);
    }

    static List<Long> prefixes(String... names) {
        return Arrays.stream(names)
                .map(name -> idOf(name).word0())
                .sorted(Long::compareUnsigned)
                .toList();
    }

    /** Fresh from their owners. */
    static Tidings tidings(Place... places) {
        return new Tidings(
                Arrays.stream(places).map(place -> new Sighting(0, place)).toList());
    }

    static Tidings old(Duration age, Place place) {
        return new Tidings(List.of(new Sighting((int) age.toMillis() / 100, place)));
    }

    static PeerId id(String name) {
        return idOf(name);
    }
}
