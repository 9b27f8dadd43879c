package io.eddy.wire;

import static java.lang.invoke.MethodHandles.lookup;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.constant.ConstantDescs;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup;
import java.util.List;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The codecs of records: one class for each number of fields, and one copy of it for each record.
 *
 * <p>Why copies: a class that served all records would call the codecs and accessors of all their fields in the same
 * places, where the JVM's compiler could inline none of them; each call would cost, and each number be boxed. In a
 * copy the parts are constants: the fields of its record are written and read as if by hand (decision 0007).
 */
final class RecordCodec {
    /** The code of a class, read once. */
    private static final ClassValue<byte[]> CODE = new ClassValue<>() {
        @Override
        protected byte[] computeValue(Class<?> template) {
            String name = template.getName();
            String file = name.substring(name.lastIndexOf('.') + 1) + ".class";
            try (InputStream code = template.getResourceAsStream(file)) {
                return Objects.requireNonNull(code, file).readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    };

    /** Makes a codec of a copy of one of the classes below, for these fields and what makes the record of them. */
    @SuppressWarnings("unchecked")
    static <T> Codec<T> copy(Class<?> template, Object... parts) {
        try {
            Class<?> copy = lookup().defineHiddenClassWithClassData(CODE.get(template), List.of(parts), true)
                    .lookupClass();
            return (Codec<T>) copy.getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("no copy of " + template, e);
        }
    }

    private RecordCodec() {}

    static Codec.Field<Object, Object> field(Lookup copy, int index) {
        return part(copy, index, Codec.Field.class);
    }

    @SuppressWarnings("unchecked")
    static <P> P part(Lookup copy, int index, Class<? super P> type) {
        try {
            return (P) MethodHandles.classDataAt(copy, ConstantDescs.DEFAULT_NAME, type, index);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("only a copy has parts", e);
        }
    }

    /** For records of one field. */
    static final class Of1 implements Codec<Object> {
        private static final Codec.Field<Object, Object> A = field(lookup(), 0);
        private static final Function<Object, Object> MAKE = part(lookup(), 1, Function.class);

        @Override
        public void encode(Object value, WireWriter out) {
            A.encode(value, out);
        }

        @Override
        public Object decode(WireReader in) {
            return MAKE.apply(A.decode(in));
        }
    }

    /** For records of two fields. */
    static final class Of2 implements Codec<Object> {
        private static final Codec.Field<Object, Object> A = field(lookup(), 0);
        private static final Codec.Field<Object, Object> B = field(lookup(), 1);
        private static final BiFunction<Object, Object, Object> MAKE = part(lookup(), 2, BiFunction.class);

        @Override
        public void encode(Object value, WireWriter out) {
            A.encode(value, out);
            B.encode(value, out);
        }

        @Override
        public Object decode(WireReader in) {
            return MAKE.apply(A.decode(in), B.decode(in));
        }
    }

    /** For records of three fields. */
    static final class Of3 implements Codec<Object> {
        private static final Codec.Field<Object, Object> A = field(lookup(), 0);
        private static final Codec.Field<Object, Object> B = field(lookup(), 1);
        private static final Codec.Field<Object, Object> C = field(lookup(), 2);
        private static final Codec.Make3<Object, Object, Object, Object> MAKE = part(lookup(), 3, Codec.Make3.class);

        @Override
        public void encode(Object value, WireWriter out) {
            A.encode(value, out);
            B.encode(value, out);
            C.encode(value, out);
        }

        @Override
        public Object decode(WireReader in) {
            return MAKE.apply(A.decode(in), B.decode(in), C.decode(in));
        }
    }

    /** For records of four fields. */
    static final class Of4 implements Codec<Object> {
        private static final Codec.Field<Object, Object> A = field(lookup(), 0);
        private static final Codec.Field<Object, Object> B = field(lookup(), 1);
        private static final Codec.Field<Object, Object> C = field(lookup(), 2);
        private static final Codec.Field<Object, Object> D = field(lookup(), 3);
        private static final Codec.Make4<Object, Object, Object, Object, Object> MAKE =
                part(lookup(), 4, Codec.Make4.class);

        @Override
        public void encode(Object value, WireWriter out) {
            A.encode(value, out);
            B.encode(value, out);
            C.encode(value, out);
            D.encode(value, out);
        }

        @Override
        public Object decode(WireReader in) {
            return MAKE.apply(A.decode(in), B.decode(in), C.decode(in), D.decode(in));
        }
    }

    /** For records of five fields. */
    static final class Of5 implements Codec<Object> {
        private static final Codec.Field<Object, Object> A = field(lookup(), 0);
        private static final Codec.Field<Object, Object> B = field(lookup(), 1);
        private static final Codec.Field<Object, Object> C = field(lookup(), 2);
        private static final Codec.Field<Object, Object> D = field(lookup(), 3);
        private static final Codec.Field<Object, Object> E = field(lookup(), 4);
        private static final Codec.Make5<Object, Object, Object, Object, Object, Object> MAKE =
                part(lookup(), 5, Codec.Make5.class);

        @Override
        public void encode(Object value, WireWriter out) {
            A.encode(value, out);
            B.encode(value, out);
            C.encode(value, out);
            D.encode(value, out);
            E.encode(value, out);
        }

        @Override
        public Object decode(WireReader in) {
            return MAKE.apply(A.decode(in), B.decode(in), C.decode(in), D.decode(in), E.decode(in));
        }
    }
}
