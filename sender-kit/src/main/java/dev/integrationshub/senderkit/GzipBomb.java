package dev.integrationshub.senderkit;

import java.io.ByteArrayOutputStream;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Four megabytes that gzip expands to four gigabytes of zeros. One piece is compressed and then
 * repeated, because each piece stands for itself after a full flush (RFC 1951).
 */
final class GzipBomb {
  static final int PIECES = 4 * 1024;
  static final int PIECE_BYTES = 1024 * 1024;

  private GzipBomb() {}

  private static final class Holder {
    private static final byte[] BYTES = make();
  }

  static byte[] bytes() {
    return Holder.BYTES;
  }

  private static byte[] make() {
    byte[] zeros = new byte[PIECE_BYTES];
    byte[] piece = new byte[PIECE_BYTES];
    var bomb = new ByteArrayOutputStream();
    bomb.writeBytes(new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff});
    CRC32 check = new CRC32();
    try (Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true)) {
      deflater.setInput(zeros);
      int length = deflater.deflate(piece, 0, piece.length, Deflater.FULL_FLUSH);
      for (int i = 0; i < PIECES; i++) {
        bomb.write(piece, 0, length);
        check.update(zeros);
      }
      deflater.finish();
      bomb.write(piece, 0, deflater.deflate(piece));
    }
    writeLittleEndian(bomb, check.getValue());
    writeLittleEndian(bomb, (long) PIECES * PIECE_BYTES);
    return bomb.toByteArray();
  }

  private static void writeLittleEndian(ByteArrayOutputStream out, long value) {
    for (int shift = 0; shift < 32; shift += 8) {
      out.write((int) (value >>> shift));
    }
  }
}
