package dev.ringback.vault.copy;

import java.io.IOException;

/** Says that the vault's store did not take content: others would fare no better now. */
final class StoreFailedException extends Exception {
    private static final long serialVersionUID = 1;

    StoreFailedException(IOException cause) {
        super(cause.getMessage(), cause);
    }
}
