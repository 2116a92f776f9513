"""One grammar and one syntax tree for search, filter, sort and access, compiled to SQL."""

from core.query.ast import ALL as ALL
from core.query.ast import NONE as NONE
from core.query.ast import And as And
from core.query.ast import Compare as Compare
from core.query.ast import In as In
from core.query.ast import IsNull as IsNull
from core.query.ast import Match as Match
from core.query.ast import Node as Node
from core.query.ast import Not as Not
from core.query.ast import Or as Or
from core.query.ast import Query as Query
from core.query.ast import Scalar as Scalar
from core.query.ast import Search as Search
from core.query.ast import Sort as Sort
from core.query.ast import every as every
