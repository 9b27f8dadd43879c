package io.eddy.registry;

import io.eddy.registry.RegistryMessage.Find;
import io.eddy.registry.RegistryMessage.ListGames;
import io.eddy.registry.RegistryMessage.Query;
import io.eddy.registry.RegistryMessage.Sample;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of every manager.
 *
 * @param <T> what an answer is a list of
 */
sealed interface Question<T> {
    /** The number of the request; its answers bear the same. */
    long request();

    RegistryMessage first();

    /** What to ask for what follows a page that is not empty; nothing when all is said in one answer. */
    @Nullable
    RegistryMessage behind(List<T> page);

    /** Whether with this answer nobody else has to be waited for. */
    boolean isSettledBy(T answer);

    /** Who is on the list. */
    record WhoIsThere(long request) implements Question<Player> {
        @Override
        public RegistryMessage first() {
            return new Query(request, "");
        }

        @Override
        public RegistryMessage behind(List<Player> page) {
            return new Query(request, page.get(page.size() - 1).name());
        }

        @Override
        public boolean isSettledBy(Player answer) {
            return false;
        }
    }

    /** Some who are there, whoever they are. */
    record SomeOfThem(long request) implements Question<Player> {
        @Override
        public RegistryMessage first() {
            return new Sample(request);
        }

        @Override
        public @Nullable RegistryMessage behind(List<Player> page) {
            return null;
        }

        @Override
        public boolean isSettledBy(Player answer) {
            return false;
        }
    }

    /** Where one peer is. */
    record WhereIs(Find find) implements Question<Player> {
        @Override
        public long request() {
            return find.request();
        }

        @Override
        public RegistryMessage first() {
            return find;
        }

        @Override
        public @Nullable RegistryMessage behind(List<Player> page) {
            return null;
        }

        @Override
        public boolean isSettledBy(Player answer) {
            return answer.isOnline();
        }
    }

    /** Which games are running. */
    record WhoPlays(long request) implements Question<GameLine> {
        @Override
        public RegistryMessage first() {
            return new ListGames(request, Optional.empty());
        }

        @Override
        public RegistryMessage behind(List<GameLine> page) {
            return new ListGames(request, Optional.of(page.get(page.size() - 1).game()));
        }

        @Override
        public boolean isSettledBy(GameLine answer) {
            return false;
        }
    }
}
