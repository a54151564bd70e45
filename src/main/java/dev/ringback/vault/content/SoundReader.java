package dev.ringback.vault.content;

/** Reads a file of sound while it comes, without holding it. Used by one thread. */
interface SoundReader {
    /** Takes the next bytes, whatever they are. */
    void accept(byte[] bytes, int offset, int length);

    /** Says what the file is, of which all has come. */
    Sound end();
}
