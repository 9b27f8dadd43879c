package io.eddy.game;

import io.eddy.game.GameView.Place;
import io.eddy.game.GameView.State;
import io.eddy.game.gofish.GoFishGame;
import io.eddy.game.gofish.Hand;
import io.eddy.game.gofish.Opening;
import io.eddy.game.gofish.Play;
import io.eddy.game.gofish.Table;
import io.eddy.ring.Charter;
import io.eddy.ring.Ring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How games look to their players. */
final class Views {
    private Views() {}

    static GameView of(Ring ring, GoFishGame game, Optional<Hand> hand) {
        Charter charter = ring.charter();
        Optional<Play> play = game.play();
        List<Place> places = new ArrayList<>();
        for (int seat = 0; seat < charter.size(); seat++) {
            places.add(place(ring, seat, play));
        }
        int stock = play.map(at -> at.table().stock().size()).orElse(0);
        return new GameView(
                charter.ring(),
                charter.kind(),
                places,
                play.flatMap(at -> turn(charter, at)),
                hand.map(held -> held.cards().stream().map(Opening::card).toList())
                        .orElse(List.of()),
                new State(stock, play.isPresent(), ring.isPaused()));
    }

    /** The end of a game that is judged. */
    static GameEvent.Over over(Charter charter, GoFishGame game) {
        Play play = game.play().orElseThrow();
        Map<String, Integer> books = new LinkedHashMap<>();
        for (int seat = 0; seat < charter.size(); seat++) {
            books.put(
                    charter.member(seat).name(), play.table().seat(seat).books().size());
        }
        List<String> winners =
                play.winners().stream().map(seat -> charter.member(seat).name()).toList();
        return new GameEvent.Over(charter.ring(), books, winners, game.findings());
    }

    private static Place place(Ring ring, int seat, Optional<Play> play) {
        String name = ring.charter().member(seat).name();
        Optional<Table.Seat> at = play.map(now -> now.table().seat(seat));
        return new Place(
                name,
                at.map(place -> place.hand().size()).orElse(0),
                at.map(Table.Seat::books).orElse(List.of()),
                !ring.isIn(seat),
                ring.isIn(seat) && !ring.isHere(seat));
    }

    private static Optional<String> turn(Charter charter, Play play) {
        return play.phase().turn().stream()
                .mapToObj(seat -> charter.member(seat).name())
                .findFirst();
    }
}
