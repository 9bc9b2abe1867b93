package id.mpp.web;

/** A valid session, as a request sees it. */
public record Session(Account account) {}
