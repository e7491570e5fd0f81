#pragma once
// Any placement as JavaScript holds it: one handle for all of them, told apart when it is made.
// Servers are answered by slot; JavaScript knows the names.

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "bindings/lent_memory.hpp"
#include "bindings/position_views.hpp"
#include "ring/bounded_load.hpp"
#include "ring/maglev.hpp"
#include "ring/numbered.hpp"
#include "ring/rendezvous.hpp"
#include "ring/ring_placement.hpp"

namespace edgecache::bindings {

/// In the order of the numbers by which JavaScript asks for them.
using AnyPlacement = std::variant<Modulo, Jump, RingPlacement, Rendezvous, Maglev, BoundedLoad>;

/// What all rules together need; each placement reads its own.
struct RulesView {
  double points;
  double table_size;
  double factor;
  std::uint32_t kind;
  std::uint32_t hash;
  std::uint32_t strictly_after;
  std::uint32_t separator_size;
};

/// Null: refused, and the number of the refusal is in `why`.
inline AnyPlacement* make_placement(Address rules_at, Address separator, Address why) {
  const auto rules = lent<const RulesView>(rules_at, 1)[0];
  const auto refuse = [&](Refusal refusal) {
    lent<std::uint32_t>(why, 1)[0] = static_cast<std::uint32_t>(refusal);
    return refusal != Refusal::none;
  };
  if (rules.kind >= std::variant_size_v<AnyPlacement>) return nullptr;
  const auto size = whole(rules.table_size).value_or(0);
  if (rules.kind == 4 && refuse(Maglev::refuse(size))) return nullptr;
  if (rules.kind == 5 && refuse(BoundedLoad::refuse(rules.factor))) return nullptr;
  if (!(rules.points > 0 && rules.points <= kMaxVnodes)) {
    refuse(Refusal::vnodes_out_of_range);
    return nullptr;
  }
  RingRules ring{.hash = hash_kind(rules.hash),
                 .separator = std::string(lent_text(separator, rules.separator_size)),
                 .points = rules.points,
                 .strictly_after = rules.strictly_after != 0};
  switch (rules.kind) {
    case 0:
      return new AnyPlacement(std::in_place_type<Modulo>);
    case 1:
      return new AnyPlacement(std::in_place_type<Jump>);
    case 2:
      return new AnyPlacement(std::in_place_type<RingPlacement>, std::move(ring));
    case 3:
      return new AnyPlacement(std::in_place_type<Rendezvous>);
    case 4:
      return new AnyPlacement(std::in_place_type<Maglev>, static_cast<std::uint32_t>(size));
    default:
      return new AnyPlacement(std::in_place_type<BoundedLoad>, rules.factor, std::move(ring));
  }
}

inline AnyPlacement* copy_placement(const AnyPlacement& placement) {
  return new AnyPlacement(placement);
}

/// Slot of the server that joined, or a refusal as a negative number. `walk` is 0, or where the
/// offset and the skip of a server of Maglev are.
inline std::int32_t placement_add(AnyPlacement& placement, Address name, std::size_t size,
                                  double weight, Address walk) {
  const auto text = lent_text(name, size);
  return std::visit(
      [&](auto& some) {
        Refusal refusal;
        if constexpr (requires { some.add_server_at(text, weight, Walk{}); }) {
          refusal = walk ? some.add_server_at(text, weight, lent<const Walk>(walk, 1)[0])
                         : some.add_server(text, weight);
        } else {
          refusal = some.add_server(text, weight);
        }
        return refusal == Refusal::none ? static_cast<std::int32_t>(some.servers().members().back())
                                        : -static_cast<std::int32_t>(refusal);
      },
      placement);
}

/// 0, or the number of a refusal.
inline std::uint32_t placement_remove(AnyPlacement& placement, Address name, std::size_t size) {
  return std::visit(
      [&](auto& some) {
        return static_cast<std::uint32_t>(some.remove_server(lent_text(name, size)));
      },
      placement);
}

inline std::uint32_t placement_set_down(AnyPlacement& placement, Address name, std::size_t size,
                                        bool down) {
  return std::visit(
      [&](auto& some) {
        return static_cast<std::uint32_t>(some.set_down(lent_text(name, size), down));
      },
      placement);
}

/// So many keys are to come: only a placement with bounds minds.
inline void placement_expect(AnyPlacement& placement, double keys) {
  if (auto* bounded = std::get_if<BoundedLoad>(&placement)) {
    bounded->expect(static_cast<std::uint64_t>(whole(keys).value_or(0)));
  }
}

inline void placement_place(AnyPlacement& placement, Address hashes, std::uint32_t count,
                            Address out) {
  std::visit(
      [&](auto& some) {
        some.place(lent<const Position>(hashes, count), lent<std::uint32_t>(out, count));
      },
      placement);
}

inline double placement_bytes(const AnyPlacement& placement) {
  return std::visit([](const auto& some) { return static_cast<double>(some.memory_bytes()); },
                    placement);
}

/// Maglev's entries by slot; their number, 0 for a placement that has no table. 0 asks the number.
inline std::uint32_t placement_table(const AnyPlacement& placement, Address out) {
  const auto* maglev = std::get_if<Maglev>(&placement);
  if (maglev == nullptr) return 0;
  const auto table = maglev->table();
  if (out) std::copy(table.begin(), table.end(), lent<std::uint32_t>(out, table.size()).begin());
  return static_cast<std::uint32_t>(table.size());
}

}  // namespace edgecache::bindings
