package io.eddy.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * How one type of value is written to and read from the wire.
 *
 * <p>A codec is a value: a record builds its own by naming each field once, in order, with its encoding, its bound
 * and its accessor; both directions follow from that. Decoding any bytes gives a value or {@link MalformedFrame},
 * nothing else.
 */
public interface Codec<T> {

    void encode(T value, WireWriter out);

    /** Reads one value, or throws {@link MalformedFrame} and nothing else, whatever the bytes are. */
    T decode(WireReader in);

    Codec<Integer> U8 = new Codec<>() {
        @Override
        public void encode(Integer value, WireWriter out) {
            out.u8(value);
        }

        @Override
        public Integer decode(WireReader in) {
            return in.u8();
        }
    };

    Codec<Integer> U16 = new Codec<>() {
        @Override
        public void encode(Integer value, WireWriter out) {
            out.u16(value);
        }

        @Override
        public Integer decode(WireReader in) {
            return in.u16();
        }
    };

    Codec<Integer> I32 = new Codec<>() {
        @Override
        public void encode(Integer value, WireWriter out) {
            out.i32(value);
        }

        @Override
        public Integer decode(WireReader in) {
            return in.i32();
        }
    };

    Codec<Long> I64 = new Codec<>() {
        @Override
        public void encode(Long value, WireWriter out) {
            out.i64(value);
        }

        @Override
        public Long decode(WireReader in) {
            return in.i64();
        }
    };

    /** One byte, 0 or 1; any other value is malformed, so that there is one encoding of each. */
    Codec<Boolean> BOOL = of((out, value) -> out.u8(value ? 1 : 0), in -> switch (in.u8()) {
        case 0 -> false;
        case 1 -> true;
        default -> throw new MalformedFrame("a boolean is 0 or 1");
    });

    /** A text of at most {@code maxBytes} in UTF-8, behind a length of two bytes. */
    static Codec<String> text(int maxBytes) {
        return new Codec<>() {
            @Override
            public void encode(String text, WireWriter out) {
                out.text(text, maxBytes);
            }

            @Override
            public String decode(WireReader in) {
                return in.text(maxBytes);
            }
        };
    }

    /** Exactly {@code length} bytes. */
    static Codec<Bytes> bytes(int length) {
        return new Codec<>() {
            @Override
            public void encode(Bytes value, WireWriter out) {
                if (value.length() != length) {
                    throw new IllegalArgumentException(value.length() + " bytes where there must be " + length);
                }
                out.raw(value.array());
            }

            @Override
            public Bytes decode(WireReader in) {
                return Bytes.owning(in.raw(length));
            }
        };
    }

    /** At most {@code maxBytes} bytes (at most 65,535), behind a length of two bytes. */
    static Codec<Bytes> blob(int maxBytes) {
        return new Codec<>() {
            @Override
            public void encode(Bytes value, WireWriter out) {
                if (value.length() > maxBytes) {
                    throw new IllegalArgumentException(value.length() + " bytes exceed " + maxBytes);
                }
                out.u16(value.length());
                out.raw(value.array());
            }

            @Override
            public Bytes decode(WireReader in) {
                int length = in.u16();
                if (length > maxBytes) {
                    throw new MalformedFrame(length + " bytes exceed " + maxBytes);
                }
                return Bytes.owning(in.raw(length));
            }
        };
    }

    /** One byte: the place of an enum's constant. Constants, once released, keep their places. */
    static <E extends Enum<E>> Codec<E> enumeration(Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return of((out, value) -> out.u8(constants.indexOf(value)), in -> {
            int place = in.u8();
            if (place >= constants.size()) {
                throw new MalformedFrame("no " + type.getSimpleName() + " " + place);
            }
            return constants.get(place);
        });
    }

    static <T> Codec<T> of(BiConsumer<WireWriter, T> encode, Function<WireReader, T> decode) {
        return new Codec<>() {
            @Override
            public void encode(T value, WireWriter out) {
                encode.accept(out, value);
            }

            @Override
            public T decode(WireReader in) {
                return decode.apply(in);
            }
        };
    }

    /** One field of a record: how it is encoded, and how it is read from the record. */
    record Field<T, A>(Codec<A> codec, Function<T, A> accessor) {
        void encode(T value, WireWriter out) {
            codec.encode(accessor.apply(value), out);
        }

        A decode(WireReader in) {
            return codec.decode(in);
        }
    }

    static <T, A> Field<T, A> field(Codec<A> codec, Function<T, A> accessor) {
        return new Field<>(codec, accessor);
    }

    /** A record without fields takes no bytes. */
    static <T> Codec<T> empty(T only) {
        return of((out, value) -> {}, in -> only);
    }

    static <T, A> Codec<T> record(Field<T, A> a, Function<A, T> make) {
        return RecordCodec.copy(RecordCodec.Of1.class, a, make);
    }

    static <T, A, B> Codec<T> record(Field<T, A> a, Field<T, B> b, BiFunction<A, B, T> make) {
        return RecordCodec.copy(RecordCodec.Of2.class, a, b, make);
    }

    static <T, A, B, C> Codec<T> record(Field<T, A> a, Field<T, B> b, Field<T, C> c, Make3<A, B, C, T> make) {
        return RecordCodec.copy(RecordCodec.Of3.class, a, b, c, make);
    }

    static <T, A, B, C, D> Codec<T> record(
            Field<T, A> a, Field<T, B> b, Field<T, C> c, Field<T, D> d, Make4<A, B, C, D, T> make) {
        return RecordCodec.copy(RecordCodec.Of4.class, a, b, c, d, make);
    }

    static <T, A, B, C, D, E> Codec<T> record(
            Field<T, A> a, Field<T, B> b, Field<T, C> c, Field<T, D> d, Field<T, E> e, Make5<A, B, C, D, E, T> make) {
        return RecordCodec.copy(RecordCodec.Of5.class, a, b, c, d, e, make);
    }

    /** Makes a value of three fields. */
    @FunctionalInterface
    interface Make3<A, B, C, T> {
        T apply(A a, B b, C c);
    }

    /** Makes a value of four fields. */
    @FunctionalInterface
    interface Make4<A, B, C, D, T> {
        T apply(A a, B b, C c, D d);
    }

    /** Makes a value of five fields. A record of more has parts that are records. */
    @FunctionalInterface
    interface Make5<A, B, C, D, E, T> {
        T apply(A a, B b, C c, D d, E e);
    }

    /** A list of at most {@code limit} (at most 65,535) values, behind its length of two bytes. */
    default Codec<List<T>> listOf(int limit) {
        return of(
                (out, list) -> {
                    if (list.size() > limit) {
                        throw new IllegalArgumentException("list of " + list.size() + " exceeds " + limit);
                    }
                    out.u16(list.size());
                    list.forEach(element -> encode(element, out));
                },
                in -> {
                    int size = in.u16();
                    if (size > limit) {
                        throw new MalformedFrame("list of " + size + " exceeds " + limit);
                    }
                    // Grown as elements arrive: a length alone, which costs its sender nothing, reserves nothing here.
                    List<T> list = new ArrayList<>(Math.min(size, 16));
                    for (int i = 0; i < size; i++) {
                        list.add(decode(in));
                    }
                    return List.copyOf(list);
                });
    }

    /** A value that may be missing, behind one byte that says whether it is there. */
    default Codec<Optional<T>> optional() {
        return of(
                (out, value) -> {
                    BOOL.encode(value.isPresent(), out);
                    value.ifPresent(present -> encode(present, out));
                },
                in -> BOOL.decode(in) ? Optional.of(decode(in)) : Optional.empty());
    }

    /** The bytes of one value alone. */
    default byte[] toBytes(T value) {
        WireWriter out = new WireWriter();
        encode(value, out);
        return out.toByteArray();
    }

    /** Reads a value that must be all of {@code bytes}, and must be encoded as this codec encodes it. */
    default T fromBytes(byte[] bytes) {
        WireReader in = new WireReader(bytes);
        T value = decode(in);
        in.expectEnd();
        if (!Arrays.equals(toBytes(value), bytes)) {
            throw new MalformedFrame(
                    "not the one encoding of " + value.getClass().getSimpleName());
        }
        return value;
    }
}
