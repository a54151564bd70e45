package dev.ringback.storage;

import dev.ringback.model.Resource;

/** Limits a list to some resources of one kind. */
public interface ResourceFilter<R extends Resource> {

    /** The kind of resource that the list is of. */
    Class<R> kind();
}
