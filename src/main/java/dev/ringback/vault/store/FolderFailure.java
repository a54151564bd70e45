package dev.ringback.vault.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Says in a sentence why something could not be done with a file: what the JDK says is often no more than a path. */
final class FolderFailure {
    private FolderFailure() {}

    /**
     * Returns an exception with a readable message, whose cause is the one given.
     *
     * @param undone what could not be done, such as {@code cannot write a/b in the folder /data}
     */
    static IOException of(String undone, IOException why) {
        return new IOException(undone + ": " + reason(why), why);
    }

    private static String reason(IOException why) {
        if (why instanceof NoSuchFileException) {
            return "it is not there, or has just gone";
        }
        if (why instanceof AccessDeniedException) {
            return "permission denied";
        }
        if (why instanceof NotDirectoryException) {
            return "a file is where a folder should be";
        }
        if (why instanceof FileAlreadyExistsException) {
            return "something else is in its place";
        }
        if (why instanceof DirectoryNotEmptyException) {
            return "a folder is in its place";
        }
        if (why instanceof AtomicMoveNotSupportedException) {
            return "a part of the folder is on another file system";
        }
        String said = why instanceof FileSystemException inFile ? inFile.getReason() : why.getMessage();
        return said == null ? why.getClass().getSimpleName() : said;
    }
}
