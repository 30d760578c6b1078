package announcer.web.live;

import announcer.api.access.Scope;

/** The clients that an event is for. */
enum EventScope {
    EVERYBODY {
        @Override
        boolean has(EventClient client) {
            return true;
        }
    },
    /** The clients that asked for levels. */
    LEVELS {
        @Override
        boolean has(EventClient client) {
            return client.wantsLevels();
        }
    },
    ADMINISTRATORS {
        @Override
        boolean has(EventClient client) {
            return client.may(Scope.ADMINISTER);
        }
    };

    abstract boolean has(EventClient client);
}
