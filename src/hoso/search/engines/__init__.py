"""The engines that fulfil ``hoso.search.contract.Engine``; they import no Zope and know no records."""
