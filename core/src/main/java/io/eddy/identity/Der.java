package io.eddy.identity;

import java.io.ByteArrayOutputStream;

/** Values in DER (X.690): as much of it as a certificate takes. */
final class Der {
    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int UTF8_STRING = 0x0c;
    static final int UTC_TIME = 0x17;
    static final int GENERALIZED_TIME = 0x18;
    static final int SEQUENCE = 0x30;
    static final int SET = 0x31;

    private static final int LONG_FORM = 0x80;

    private Der() {}

    /** A value: its tag, its length, then the parts it is made of. */
    static byte[] value(int tag, byte[]... parts) {
        int length = 0;
        for (byte[] part : parts) {
            length += part.length;
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream(length + 4);
        out.write(tag);
        if (length >= 1 << Byte.SIZE) {
            out.write(LONG_FORM | 2);
            out.write(length >> Byte.SIZE);
        } else if (length >= LONG_FORM) {
            out.write(LONG_FORM | 1);
        }
        out.write(length);
        for (byte[] part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }
}
