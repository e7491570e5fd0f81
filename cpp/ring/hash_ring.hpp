#pragma once
/// A consistent-hash ring (Karger et al., STOC 1997): every server stands at many points of a
/// circle, and a key belongs to the first point at or after it, clockwise.
///
/// A ring is a value: copy it to ask "what if?". The order of additions never shows, and because it
/// does not, sorting may wait for the first question: a thousand additions cost one sort.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ring/bucket_index.hpp"
#include "ring/hash.hpp"
#include "ring/refusal.hpp"
#include "ring/servers.hpp"
#include "ring/token.hpp"

namespace edgecache {

inline constexpr std::int64_t kMaxVnodes = 10'000;     // virtual nodes of one server
inline constexpr std::int64_t kMaxTokens = 1'000'000;  // tokens of one ring

/// One comparison of a binary search: token `index` stands at `position`, which is or is not at or
/// after the position searched for.
struct Probe {
  std::uint32_t index;
  Position position;
  bool at_or_after;
};

/// A binary search as a viewer may follow it.
struct Trace {
  std::vector<Probe> probes;
  std::uint32_t found = 0;  // index of the token that owns
  bool wrapped = false;     // past the last token: the first one owns
};

/// How much of the circle a server owns: hi * 2^64 + lo positions of 2^64 (one server alone owns
/// all of them, which is one more than 64 bits can say).
struct Arc {
  std::uint32_t slot;
  std::uint64_t hi;
  std::uint64_t lo;

  /// As a fraction of the circle, rounded once.
  double fraction() const { return hi != 0 ? 1.0 : static_cast<double>(lo) * 0x1p-64; }
};

class HashRing {
 public:
  /// `plain`: a server stands at one point, the hash of its bare name (slides 10 and 11).
  explicit HashRing(HashKind hash = HashKind::xxh64, bool plain = false)
      : hash_(hash), plain_(plain) {}

  HashKind hash() const { return hash_; }
  bool plain() const { return plain_; }

  /// Adds `name` at the hashes of the labels "<name>-0" ... "<name>-<vnodes-1>"; a plain ring takes
  /// one point and does not look at `vnodes`. Refuses, in this order: an empty name, one over 16
  /// MiB, a member, vnodes outside 1..10,000, more than 1,000,000 tokens in all. O(vnodes).
  Refusal add_server(std::string_view name, std::int64_t vnodes);

  /// Adds `name` at given positions, equal ones included; refuses as above.
  Refusal add_server_at(std::string_view name, std::span<const Position> positions);

  /// Removes `name` and all its tokens; `server_unknown` for a stranger. O(tokens).
  Refusal remove_server(std::string_view name);

  /// The slot of the server that owns `key`; nullopt on an empty ring. A key on a token belongs to
  /// it. O(1) on average.
  std::optional<std::uint32_t> owner(std::string_view key) const {
    return owner_of(position_of(hash_, key));
  }
  std::optional<std::uint32_t> owner_of(Position position) const;

  /// Owners of many positions at once; kNoServer on an empty ring. Sizes are equal.
  void owners(std::span<const Position> positions, std::span<std::uint32_t> out) const;

  /// Index of the first token at or after `position`, past the last one the first; nullopt on an
  /// empty ring.
  std::optional<std::size_t> successor(Position position) const;

  /// The same as the slides teach it: std::lower_bound, every comparison noted in `trace` (may be
  /// null). The ring must not be empty. O(log tokens).
  std::size_t successor_by_binary_search(Position position, Trace* trace) const;

  /// The first `count` different servers met clockwise: owner, then replicas. Fewer members: all.
  std::vector<std::uint32_t> preference_list(Position position, std::size_t count) const;

  /// All tokens, sorted by (position, bytes of the name). Valid until the ring changes.
  const std::vector<Token>& tokens() const {
    settle();
    return tokens_;
  }
  std::size_t token_count() const { return tokens_.size() + fresh_.size(); }
  /// Bytes that look-ups read: the tokens and their index. O(tokens) after a change.
  std::size_t memory_bytes() const { return tokens().size() * sizeof(Token) + index().bytes(); }

  /// What each member owns, in order of joining. Sums to 2^64 unless the ring is empty.
  std::vector<Arc> arcs() const;

  /// Members in order of joining. A slot stays its name's for the life of the ring and its copies.
  const std::vector<std::uint32_t>& members() const { return servers_.members(); }
  std::size_t size() const { return members().size(); }
  /// Valid until the ring changes.
  std::string_view name(std::uint32_t slot) const { return servers_.name(slot); }
  /// The slot of a member; nullopt for a stranger.
  std::optional<std::uint32_t> slot(std::string_view name) const { return servers_.slot(name); }
  /// One more than the largest slot ever given.
  std::uint32_t slot_count() const { return servers_.slot_count(); }
  /// All slots in the order of their names' bytes, in which nobody's joining shows.
  const std::vector<std::uint32_t>& by_name() const { return servers_.by_name(); }

 private:
  Refusal refuse_joining(std::string_view name, std::int64_t new_tokens) const;
  std::uint32_t join(std::string_view name);
  void sort_and_merge() const;
  void settle() const {
    if (!fresh_.empty()) sort_and_merge();
  }
  const BucketIndex& index() const;

  HashKind hash_;
  bool plain_;
  Servers servers_;
  mutable std::vector<Token> tokens_;         // sorted by (position, name)
  mutable std::vector<Token> fresh_;          // added since, not yet sorted in
  mutable std::optional<BucketIndex> index_;  // of tokens_; nullopt: not yet
};

}  // namespace edgecache
