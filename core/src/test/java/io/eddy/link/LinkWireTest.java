package io.eddy.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.eddy.link.LinkMessage.Admit;
import io.eddy.link.LinkMessage.Goodbye;
import io.eddy.link.LinkMessage.Hello;
import io.eddy.link.LinkMessage.Life;
import io.eddy.link.LinkMessage.Ping;
import io.eddy.link.LinkMessage.Pong;
import io.eddy.link.LinkMessage.Role;
import io.eddy.link.LinkMessage.Speaker;
import io.eddy.link.LinkMessage.Versions;
import io.eddy.node.Closing;
import io.eddy.node.Endpoint;
import io.eddy.wire.TagTable;
import io.eddy.wire.Vectors;
import io.eddy.wire.WireContract;
import io.eddy.wire.WireWriter;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LinkWireTest implements WireContract<LinkMessage> {
    private static final long NONCE = 0x0123456789abcdefL;

    @Override
    public String channel() {
        return LinkWire.CHANNEL.name();
    }

    @Override
    public int number() {
        return LinkWire.CHANNEL.number();
    }

    @Override
    public TagTable<LinkMessage> tags() {
        return LinkWire.TAGS;
    }

    @Override
    public Map<String, LinkMessage> samples() {
        Hello hello = new Hello(
                new Versions(1, 1),
                "eddy",
                new Speaker(Role.PEER, "alice", 5051, 0),
                new Life(1_750_000_000_000L, 1_750_000_000_123L),
                new Endpoint("192.0.2.9", 5050));
        return Map.of(
                "Hello", hello,
                "Admit", new Admit(7),
                "Ping", new Ping(NONCE),
                "Pong", new Pong(NONCE),
                "Goodbye", new Goodbye(Closing.of(Closing.Code.REPLACED, "a newer link took its place")));
    }

    @Test
    void codesStandInTheOrderOfTheDocument() {
        assertThat(Stream.of(Role.values()).map(Enum::name)).containsExactlyElementsOf(Vectors.codes("Role"));
        assertThat(Stream.of(Closing.Code.values()).map(Enum::name))
                .containsExactlyElementsOf(Vectors.codes("Closing"));
    }

    @Test
    void aRoleThatIsNotOnTheListIsMalformed() {
        WireWriter hello = hello("eddy");
        hello.u8(2);
        refuses(hello, "no Role 2");
    }

    @Test
    void aReasonThatIsNotOnTheListIsMalformed() {
        WireWriter goodbye = begin(5);
        goodbye.u8(Closing.Code.values().length);
        refuses(goodbye, "no Code 19");
    }

    @Test
    void aTextAboveItsBoundIsMalformedBeforeItIsThere() {
        WireWriter hello = begin(1);
        hello.u16(1);
        hello.u16(1);
        hello.u16(65);
        refuses(hello, "text of 65 bytes exceeds 64");
    }

    @Test
    void aTextThatIsNotUtf8IsMalformed() {
        // Cut, overlong, a surrogate, above the last code point, a byte that UTF-8 never has.
        Stream.of("c3", "e282", "c0af", "e08080", "eda080", "f4908080", "ff", "80")
                .forEach(hex -> {
                    byte[] text = HexFormat.of().parseHex(hex);
                    WireWriter goodbye = begin(5);
                    goodbye.u8(0);
                    goodbye.u16(text.length);
                    goodbye.raw(text);
                    refuses(goodbye, "text is not UTF-8");
                });
    }

    private WireWriter hello(String network) {
        WireWriter hello = begin(1);
        hello.u16(1);
        hello.u16(1);
        hello.text(network, Hello.MAX_NETWORK_BYTES);
        return hello;
    }
}
