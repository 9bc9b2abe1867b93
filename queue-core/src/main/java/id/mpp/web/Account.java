package id.mpp.web;

import id.mpp.queue.ActorId;
import id.mpp.queue.AgencyId;
import org.jspecify.annotations.Nullable;

/**
 * Who may log in. The name goes into the journal, so it is never a person's name or number.
 *
 * @param agency the officer's agency; null for the other roles
 * @param firstPassword whether it still has the generated password, which should be changed
 */
public record Account(ActorId name, Role role, @Nullable AgencyId agency, boolean firstPassword) {
    public Account {
        if ((role == Role.OFFICER) != (agency != null)) {
            throw new IllegalArgumentException("account " + name + ": an officer has an agency, nobody else has one");
        }
    }
}
