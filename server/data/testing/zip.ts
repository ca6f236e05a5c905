/** ZIP archives for tests, as honest or as false as a test wants them. */
import { crc32, deflateRawSync } from "node:zlib";

export interface ZipPart {
  readonly path: string;
  readonly content: string | Buffer;
  /** What the archive says of the part instead of the truth. */
  readonly stated?: {
    readonly size?: number;
    readonly compressedSize?: number;
    readonly checksum?: number;
    readonly method?: number;
    readonly flags?: number;
    readonly offset?: number;
  };
  /** Bytes instead of the deflated content. */
  readonly deflated?: Buffer;
}

export function zip(parts: readonly ZipPart[], { entryCount = parts.length, comment = "" } = {}): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { path, content, stated = {}, deflated } of parts) {
    const bytes = Buffer.from(content);
    const data = deflated ?? deflateRawSync(bytes);
    const name = Buffer.from(path);
    const common = Buffer.alloc(26);
    common.writeUInt16LE(20, 0);
    common.writeUInt16LE(stated.flags ?? 0x800, 2);
    common.writeUInt16LE(stated.method ?? 8, 4);
    common.writeUInt32LE(stated.checksum ?? crc32(bytes), 10);
    common.writeUInt32LE(stated.compressedSize ?? data.length, 14);
    common.writeUInt32LE(stated.size ?? bytes.length, 18);
    common.writeUInt16LE(name.length, 22);
    files.push(Buffer.from("PK\x03\x04", "latin1"), common, name, data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(stated.offset ?? offset, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00", "latin1"), common, place, name);
    offset += 30 + name.length + data.length;
  }
  const listing = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write("PK\x05\x06", "latin1");
  end.writeUInt16LE(entryCount, 8);
  end.writeUInt16LE(entryCount, 10);
  end.writeUInt32LE(listing.length, 12);
  end.writeUInt32LE(offset, 16);
  end.writeUInt16LE(comment.length, 20);
  return Buffer.concat([...files, listing, end, Buffer.from(comment)]);
}
