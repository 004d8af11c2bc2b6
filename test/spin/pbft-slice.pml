/*
 * PBFT for one sequence number, with view changes, as a model for SPIN.
 *
 * Written from Castro and Liskov, "Practical Byzantine Fault Tolerance", OSDI'99, sections 4.2 and 4.4, and from the project's
 * list of clauses, as a second opinion on the explorer in src/core/search/explore: the two share no text and no algorithm.
 *
 * What it covers: pre-prepare, prepare, commit; leaving a view; NEW-VIEW and what it has to propose; two orders that compete for
 * one sequence number; traitors that say anything that their keys can sign. What it leaves out: several sequence numbers, null
 * requests, water marks, checkpoints, state transfer, execution, clients, signatures that can be forged, and time: a message may
 * be delivered at any time, in any order, any number of times, or never, and a replica may leave its view whenever it likes.
 *
 * How: what has been sent stays on the table for ever, as sets of senders. Traitors have put there, before anything else happens,
 * each vote and each proposal that they can sign; their VIEW-CHANGEs are made up when somebody needs one. Correct replicas are
 * the processes, and each of their steps is atomic.
 *
 * The council and what is wrong with the protocol come from the environment, so that one compiled verifier does for all:
 *   N replicas, QUORUM, TRAITORS as a bit mask, SLIP as one of the numbers below, NV5=1 to refuse
 *   certificates that contradict each other, WITNESS=1 to be shown a decision.
 */

#ifndef VIEWS
#define VIEWS 2
#endif

#define SEATS 7

/* What authors get wrong, one at a time; the names are those of `parley explore --ablate`. */
#define PREPARED_BY_Q_1 1
#define COMMITTED_BY_Q_1 2
#define NEW_VIEW_BY_Q_1 3
#define NEW_VIEW_BY_Q_2 4
#define PRIMARY_VOTES_TWICE 5
#define DUPLICATE_PREPARES 6
#define DUPLICATE_COMMITS 7
#define NO_COMMIT_PHASE 8
#define SECOND_PRE_PREPARE 9
#define PRE_PREPARE_FROM_ANYONE 10
#define COMMIT_WITHOUT_DIGEST 11
#define COMMITS_ACROSS_VIEWS 12
#define PREPARES_ACROSS_VIEWS 13
#define DECIDE_UNPREPARED 14
#define NO_CERTIFICATES 15
#define CERTIFICATES_OF_LAST_VIEW 16
#define CERTIFICATE_OF_FIRST_VIEW 17
#define CERTIFICATE_UNPROVEN 18
#define CERTIFICATE_VIEW_UNBOUND 19
#define NEW_VIEW_OF_ANY_VIEW 20
#define NEW_VIEW_OF_LOWEST_VIEW 21
#define NEW_VIEW_DUPLICATES 22
#define NEW_VIEW_UNCHECKED 23
#define STALE_VIEW_CHANGES 24
#define OLD_VIEW_GOES_ON 25
#define VOTES_BEFORE_NEW_VIEW 26

#define HAS(what) (slip == what)

byte n;
byte quorum;
byte traitors;
byte slip;
bool witness;
bool refusesTies;

#define BIT(i) (1 << (i))
#define ONES(m) (((m) & 1) + (((m) >> 1) & 1) + (((m) >> 2) & 1) + (((m) >> 3) & 1) \
    + (((m) >> 4) & 1) + (((m) >> 5) & 1) + (((m) >> 6) & 1))
#define IS_TRAITOR(i) ((traitors & BIT(i)) != 0)
#define PRIMARY(v) ((v) % n)

/* The table. Orders are 0 and 1. Sets of orders and sets of senders are bit masks. */
#define FOR(v, d) ((v) * 2 + (d))
#define FROM(v, i) ((v) * SEATS + (i))

byte proposed[VIEWS];
byte prepares[VIEWS * 2];
byte commits[VIEWS * 2];

/* The one certificate of a VIEW-CHANGE, P: that it is for an order in a view. */
#define UNSENT 0
#define NOTHING 1
#define CERTIFICATE(w, d) (2 + (w) * 2 + (d))
#define VIEW_IN(p) (((p) - 2) / 2)
#define ORDER_IN(p) (((p) - 2) % 2)
byte changes[VIEWS * SEATS];

/* What the NEW-VIEW of a correct primary proposes, O: UNSENT, NOTHING, or an order. */
#define ORDER(d) (2 + (d))
byte opened[VIEWS];

byte decided;

/* Scratch, empty between steps. */
byte prepareVotes;
byte commitVotes;
byte plans;
hidden byte senders;
hidden byte fitting;
hidden byte shown;
hidden byte fits;
hidden byte w;
hidden byte o;
hidden byte i;
hidden byte u;
hidden byte p;

/*
 * Who stands behind an order in a view. The primary's vote is its PRE-PREPARE, and a PREPARE of its own is none; so the votes are
 * a set of replicas. Where proposals bear no sender, whoever made one is taken for the primary.
 */
inline tallyPrepares(view, order) {
  senders = prepares[FOR(view, order)];
  if
  :: HAS(PREPARES_ACROSS_VIEWS) ->
    for (u : 0 .. VIEWS - 1) { senders = senders | prepares[FOR(u, order)] }
  :: else
  fi;
  if
  :: HAS(PRIMARY_VOTES_TWICE)
  :: else -> senders = senders & ~BIT(PRIMARY(view))
  fi;
  prepareVotes = ((proposed[view] & BIT(order)) || HAS(PRE_PREPARE_FROM_ANYONE) -> 1 + ONES(senders) : 0);
  if
  :: HAS(DUPLICATE_PREPARES) && prepareVotes > 1 -> prepareVotes++
  :: else
  fi
}

inline tallyCommits(view, order) {
  senders = commits[FOR(view, order)];
  if
  :: HAS(COMMIT_WITHOUT_DIGEST) -> senders = senders | commits[FOR(view, 1 - order)]
  :: HAS(COMMITS_ACROSS_VIEWS) ->
    for (u : 0 .. VIEWS - 1) { senders = senders | commits[FOR(u, order)] }
  :: else
  fi;
  commitVotes = ONES(senders);
  if
  :: HAS(DUPLICATE_COMMITS) && commitVotes > 0 -> commitVotes++
  :: else
  fi
}

#define PREPARE_QUORUM (quorum - (HAS(PREPARED_BY_Q_1) -> 1 : 0))
#define COMMIT_QUORUM (quorum - (HAS(COMMITTED_BY_Q_1) -> 1 : 0))
#define CHANGE_QUORUM (HAS(NEW_VIEW_DUPLICATES) -> 1 \
    : quorum - (HAS(NEW_VIEW_BY_Q_1) -> 1 : (HAS(NEW_VIEW_BY_Q_2) -> 2 : 0)))

/*
 * Whether a certificate p may stand in a V in which the one of view `w` for order `o` decides: a lower one does not matter. Two of
 * the highest view for different orders cannot be without a slip; the paper does not say what then, so either may decide, unless
 * the refusal of clause NV5 is asked for.
 */
#define FITS(p) ((p) == NOTHING || HAS(NEW_VIEW_OF_ANY_VIEW) || (p) == CERTIFICATE(w, o) \
    || (VIEW_IN(p) == w && !refusesTies) \
    || (HAS(NEW_VIEW_OF_LOWEST_VIEW) -> VIEW_IN(p) > w : VIEW_IN(p) < w))

/* Whether one of the VIEW-CHANGEs of replica i can be counted for a view, and fits; whether one of them shows the certificate. */
inline lookAt(view) {
  fits = false;
  for (u : 1 .. view) {
    p = changes[FROM(u, i)];
    if
    :: p != UNSENT && (u == view || HAS(STALE_VIEW_CHANGES)) ->
      fits = fits || FITS(p);
      shown = shown || p == CERTIFICATE(w, o)
    :: else
    fi
  }
}

/* How many replicas can be in that V. A traitor's VIEW-CHANGE claims what fits. `self` has to be one of them, if it is a replica. */
inline gather(view, self) {
  fitting = ONES(traitors);
  for (i : 0 .. n - 1) {
    if
    :: !IS_TRAITOR(i) ->
      lookAt(view);
      fitting = fitting + fits;
      if
      :: i == self && !fits -> fitting = 0; break
      :: else
      fi
    :: else
    fi
  }
}

/*
 * What a NEW-VIEW can propose: the order of the highest certificate in its V. An order can win if somebody can show a certificate
 * for it, and a quorum can be found among those who show nothing above or against it; NOTHING, if a quorum shows nothing.
 */
inline plan(view, self) {
  plans = 0;
  w = VIEWS; o = 0; shown = false;
  gatherSilent(view, self);
  if
  :: fitting >= CHANGE_QUORUM -> plans = BIT(NOTHING)
  :: else
  fi;
  for (w : 0 .. VIEWS) {
    for (o : 0 .. 1) {
      shown = false;
      if
      :: w < view && traitors != 0 ->
        tallyPrepares(w, o);
        shown = prepareVotes >= PREPARE_QUORUM || HAS(CERTIFICATE_UNPROVEN)
      :: w == VIEWS && traitors != 0 && HAS(CERTIFICATE_VIEW_UNBOUND) ->
        tallyPrepares(0, o);
        shown = prepareVotes >= PREPARE_QUORUM
      :: else
      fi;
      gather(view, self);
      if
      :: shown && fitting >= CHANGE_QUORUM -> plans = plans | BIT(ORDER(o))
      :: else
      fi
    }
  };
  prepareVotes = 0
}

inline gatherSilent(view, self) {
  fitting = ONES(traitors);
  for (i : 0 .. n - 1) {
    fits = false;
    for (u : 1 .. view) {
      fits = fits || (!IS_TRAITOR(i) && changes[FROM(u, i)] == NOTHING && (u == view || HAS(STALE_VIEW_CHANGES)))
    };
    fitting = fitting + fits;
    if
    :: i == self && !fits -> fitting = 0; break
    :: else
    fi
  }
}

inline decide(order) {
  decided = decided | BIT(order);
  assert(!witness);
  assert(decided != 3)
}

#define ACCEPTED(v, d) ((PRIMARY(v) == me && (proposed[v] & BIT(d))) || (prepares[FOR(v, d)] & BIT(me)))
#define MAY_VOTE(v) ((v == view && (inView || HAS(VOTES_BEFORE_NEW_VIEW))) || (v < view && HAS(OLD_VIEW_GOES_ON)))
#define PREPARED(v, d) (commits[FOR(v, d)] & BIT(me))
#define ON_OFFER(v, d) ((proposed[v] & BIT(d)) || (HAS(PRE_PREPARE_FROM_ANYONE) && traitors != 0))
#define MAY_ACCEPT(v, d) (MAY_VOTE(v) && PRIMARY(v) != me && ON_OFFER(v, d) && !ACCEPTED(v, d) \
    && (!ACCEPTED(v, 1 - d) || HAS(SECOND_PRE_PREPARE)))
#define MAY_COMMIT(v, d) (MAY_VOTE(v) && ACCEPTED(v, d) && !PREPARED(v, d))
#define MAY_DECIDE(v, d) (MAY_VOTE(v) && !(decided & BIT(d)) \
    && (PREPARED(v, d) || (HAS(DECIDE_UNPREPARED) && ACCEPTED(v, d))))
#define MAY_ENTER(v) (v > view || (v == view && !inView))

proctype Replica(byte me) {
  byte view = 0;
  bool inView = true;
  byte v;
  byte d;

end:
  do
  /* The primary of a view proposes, once. */
  :: atomic {
      inView && PRIMARY(view) == me && proposed[view] == 0 ->
      select (d : 0 .. 1);
      proposed[view] = BIT(d);
      d = 0
    }

  /* A backup accepts the first proposal of the view; who has a quorum of prepares commits; who has one of commits decides. */
  :: atomic {
      select (v : 0 .. VIEWS - 1);
      select (d : 0 .. 1);
      d_step { tallyPrepares(v, d); tallyCommits(v, d) };
      if
      :: MAY_ACCEPT(v, d) ->
        prepares[FOR(v, d)] = prepares[FOR(v, d)] | BIT(me)
      :: MAY_COMMIT(v, d) && prepareVotes >= PREPARE_QUORUM ->
        commits[FOR(v, d)] = commits[FOR(v, d)] | BIT(me);
        if
        :: HAS(NO_COMMIT_PHASE) -> decide(d)
        :: else
        fi
      :: MAY_DECIDE(v, d) && commitVotes >= COMMIT_QUORUM ->
        decide(d)
      :: else
      fi;
      v = 0; d = 0; prepareVotes = 0; commitVotes = 0
    }

  /* Its time-out ends: it leaves the view, and shows the certificate of the highest view that it was prepared in. */
  :: atomic {
      view + 1 < VIEWS ->
      view++;
      inView = false;
      /* Prepared on both orders in one view, which takes a slip, it may show either. */
      select (d : 0 .. 1);
      d_step {
        p = NOTHING;
        for (w : 0 .. view - 1) {
          for (u : 0 .. 1) {
            o = (u == 0 -> 1 - d : d);
            if
            :: HAS(NO_CERTIFICATES)
            :: HAS(CERTIFICATES_OF_LAST_VIEW) && w + 1 < view
            :: HAS(CERTIFICATE_OF_FIRST_VIEW) && p != NOTHING && VIEW_IN(p) < w
            :: else ->
              if
              :: commits[FOR(w, o)] & BIT(me) -> p = CERTIFICATE(w, o)
              :: else
              fi
            fi
          }
        };
        changes[FROM(view, me)] = p
      };
      d = 0
    }

  /* The new primary opens its view, once. */
  :: atomic {
      !inView && PRIMARY(view) == me && opened[view] == UNSENT ->
      d_step { plan(view, me) };
      if
      :: plans & BIT(NOTHING) -> opened[view] = NOTHING; inView = true
      :: plans & BIT(ORDER(0)) -> opened[view] = ORDER(0); proposed[view] = BIT(0); inView = true
      :: plans & BIT(ORDER(1)) -> opened[view] = ORDER(1); proposed[view] = BIT(1); inView = true
      :: plans == 0
      fi;
      plans = 0
    }

  /* A backup enters a view by its NEW-VIEW. A traitor may show each of them another one. */
  :: atomic {
      select (v : 1 .. VIEWS - 1);
      if
      :: MAY_ENTER(v) && PRIMARY(v) != me ->
        d_step {
          if
          :: !IS_TRAITOR(PRIMARY(v)) -> plans = (opened[v] == UNSENT -> 0 : BIT(opened[v]))
          :: IS_TRAITOR(PRIMARY(v)) && HAS(NEW_VIEW_UNCHECKED) -> plans = BIT(NOTHING) | BIT(ORDER(0)) | BIT(ORDER(1))
          :: else -> plan(v, SEATS)
          fi
        };
        if
        :: plans & BIT(NOTHING) -> view = v; inView = true
        :: plans & BIT(ORDER(0)) -> view = v; inView = true; prepares[FOR(v, 0)] = prepares[FOR(v, 0)] | BIT(me)
        :: plans & BIT(ORDER(1)) -> view = v; inView = true; prepares[FOR(v, 1)] = prepares[FOR(v, 1)] | BIT(me)
        :: plans == 0
        fi
      :: else
      fi;
      plans = 0; v = 0
    }
  od
}

init {
  atomic {
    c_code {
      now.n = atoi(getenv("N"));
      now.quorum = atoi(getenv("QUORUM"));
      now.traitors = atoi(getenv("TRAITORS"));
      now.slip = atoi(getenv("SLIP"));
      now.witness = atoi(getenv("WITNESS"));
      now.refusesTies = atoi(getenv("NV5"));
    };
    d_step {
      for (w : 0 .. VIEWS - 1) {
        proposed[w] = (IS_TRAITOR(PRIMARY(w)) -> 3 : 0);
        for (o : 0 .. 1) {
          prepares[FOR(w, o)] = traitors;
          commits[FOR(w, o)] = traitors
        }
      }
    };
    byte seat;
    for (seat : 0 .. n - 1) {
      if
      :: !IS_TRAITOR(seat) -> run Replica(seat)
      :: else
      fi
    };
    seat = 0
  }
}
